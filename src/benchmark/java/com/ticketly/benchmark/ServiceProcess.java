package com.ticketly.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

import com.ticketly.Concurrently;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service in a separate JVM, with the JVM options of production. It uses the
 * AOT cache next to the jar, if there is one.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	/**
	 * The maximum number of concurrent requests to register customers. It is small,
	 * because all processes have just started.
	 */
	private static final int MAX_CONCURRENT = 8;

	private static final int RETRIES = 5;

	private static final String PASSWORD = UUID.randomUUID().toString();

	private final int port = freePort();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

	private final String name;

	private final String prefix;

	private final JavaProcess process;

	/**
	 * Starts a service with its own tables.
	 * @param name the prefix of its tables and files
	 * @param arguments additional settings, each as {@code --name=value}
	 */
	ServiceProcess(String name, Settings settings, URI dynamoDb, String... arguments) {
		this(name, name + "-", settings, dynamoDb, arguments);
	}

	/**
	 * Starts a service.
	 * @param name the prefix of its files
	 * @param prefix the prefix of its tables
	 * @param arguments additional settings, each as {@code --name=value}
	 */
	ServiceProcess(String name, String prefix, Settings settings, URI dynamoDb, String... arguments) {
		this.name = name;
		this.prefix = prefix;
		List<String> command = new ArrayList<>(List.of("@image/java.options", "-Xmx1g"));
		boolean image = Files.exists(cacheOf(settings.jar()));
		if (image) {
			command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cacheOf(settings.jar())));
		}
		if (settings.flightRecorder()) {
			command.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename="
					+ Settings.DIRECTORY.resolve(name + ".jfr"));
		}
		command.addAll(List.of("-jar", settings.jar().toString(), "--server.address=127.0.0.1",
				"--server.port=" + this.port, "--ticketly.dynamodb.endpoint=" + dynamoDb,
				"--ticketly.dynamodb.table-prefix=" + prefix(),
				// All customers have one address.
				"--ticketly.limits.requests-per-address=1000000000", "--ticketly.limits.seats-per-address=1000000000"));
		if (image) {
			// As in the Dockerfile.
			command.add("--ticketly.warm-up.time=10s");
		}
		command.addAll(List.of(arguments));
		this.process = new JavaProcess(Settings.DIRECTORY.resolve(name + ".log"), List.of(), Map.of("AWS_ACCESS_KEY_ID",
				"local", "AWS_SECRET_ACCESS_KEY", "local", "TICKETLY_SECURITY_OPERATOR_PASSWORD", PASSWORD), command);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the path of the AOT cache, which exists if the jar is part of an image.
	 */
	static Path cacheOf(Path jar) {
		return jar.resolveSibling("ticketly.aot");
	}

	String name() {
		return this.name;
	}

	String prefix() {
		return this.prefix;
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Waits until the service is ready.
	 * @throws BenchmarkException if it exits, or is not ready within two minutes
	 */
	void awaitReady() throws InterruptedException {
		Instant end = Instant.now().plus(TIMEOUT);
		while (!isReady()) {
			if (!this.process.isAlive() || Instant.now().isAfter(end)) {
				throw new BenchmarkException("The service " + this.name + " did not become ready, see its log");
			}
			Thread.sleep(100);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return this.client.send(request("/readyz").build(), BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Registers customers with one booking each, and caches them.
	 * @param count the number of customers
	 * @param slot the id of the slot to book
	 */
	void registerCustomers(int count, String slot) {
		callConcurrently(count, (customer) -> expect(201,
				request("/v1/tickets").POST(BodyPublishers.ofString(Customers.bookingJson(customer, slot, 1)))));
	}

	/**
	 * Creates an API key.
	 */
	String createKey(String scope) {
		return JsonMapper.shared()
			.readTree(expect(201,
					requestAsOperator("/v1/keys").POST(
							BodyPublishers.ofString("{\"name\":\"benchmark\",\"scopes\":[\"%s\"]}".formatted(scope)))))
			.get("key")
			.asString();
	}

	/**
	 * Reads the current counters.
	 */
	Counters counters() {
		return Counters.parse(expect(200, requestAsOperator("/actuator/prometheus")));
	}

	Duration processorTime() {
		return this.process.processorTime();
	}

	long pid() {
		return this.process.pid();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
	}

	private HttpRequest.Builder requestAsOperator(String path) {
		return request(path).header("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes()));
	}

	private <T> List<T> callConcurrently(int times, IntFunction<T> call) {
		return Concurrently.call(times, (i) -> {
			this.permits.acquireUninterruptibly();
			try {
				return call.apply(i);
			}
			finally {
				this.permits.release();
			}
		});
	}

	private String expect(int status, HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			for (int retry = 0; response.statusCode() == 503 && retry < RETRIES; retry++) {
				Thread.sleep(1000);
				response = this.client.send(request.build(), BodyHandlers.ofString());
			}
			if (response.statusCode() != status) {
				throw new BenchmarkException(
						"Expected status " + status + ", but got " + response + ": " + response.body());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new BenchmarkException("The request to service " + this.name + " failed: " + ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.process.close();
	}

}
