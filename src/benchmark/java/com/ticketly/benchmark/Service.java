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

/**
 * The packaged service, with the settings that it has in production, in a JVM of its own.
 */
final class Service implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * How many customers are met at once: all processes are cold.
	 */
	private static final int AT_ONCE = 8;

	private static final int RETRIES = 5;

	private static final String PASSWORD = UUID.randomUUID().toString();

	private final int port = freePort();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Semaphore under = new Semaphore(AT_ONCE);

	private final String name;

	private final String prefix;

	private final JavaProcess process;

	/**
	 * Starts a service with tables of its own.
	 * @param name what its tables and files begin with
	 * @param arguments its settings
	 */
	Service(String name, Settings settings, URI dynamoDb, String... arguments) {
		this(name, name + "-", settings, dynamoDb, arguments);
	}

	/**
	 * Starts a service.
	 * @param name what its files begin with
	 * @param prefix what its tables begin with
	 * @param arguments its settings
	 */
	Service(String name, String prefix, Settings settings, URI dynamoDb, String... arguments) {
		this.name = name;
		this.prefix = prefix;
		List<String> command = new ArrayList<>(List.of("@image/java.options", "-Xmx1g"));
		if (settings.flightRecorder()) {
			command.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename="
					+ Settings.DIRECTORY.resolve(name + ".jfr"));
		}
		command.addAll(
				List.of("-jar", settings.jar().toString(), "--server.address=127.0.0.1", "--server.port=" + this.port,
						"--ticketly.dynamodb.endpoint=" + dynamoDb, "--ticketly.dynamodb.table-prefix=" + prefix()));
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

	String name() {
		return this.name;
	}

	String prefix() {
		return this.prefix;
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	void awaitReady() throws InterruptedException {
		Instant end = Instant.now().plus(PATIENCE);
		while (!isReady()) {
			if (!this.process.isAlive() || Instant.now().isAfter(end)) {
				throw new BenchmarkException("The service " + this.name + " does not start, see its log");
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
	 * Makes customers known.
	 * @param count how many
	 * @param slot what they book
	 */
	void meetCustomers(int count, String slot) {
		together(count, (customer) -> expect(201,
				request("/v1/tickets").POST(BodyPublishers.ofString(Customers.order(customer, slot, 1)))));
	}

	Counters counters() {
		return Counters.parse(expect(200, operator("/actuator/prometheus")));
	}

	Duration processorTime() {
		return this.process.processorTime();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
	}

	private HttpRequest.Builder operator(String path) {
		return request(path).header("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes()));
	}

	private <T> List<T> together(int times, IntFunction<T> call) {
		return Concurrently.call(times, (i) -> {
			this.under.acquireUninterruptibly();
			try {
				return call.apply(i);
			}
			finally {
				this.under.release();
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
				throw new BenchmarkException(response + " instead of " + status + ": " + response.body());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new BenchmarkException("The service " + this.name + " does not answer: " + ex);
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
