package com.ticketly;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import com.ticketly.dynamodb.LocalDynamoDb;
import com.ticketly.ticketcode.TestKeys;

import static java.util.Map.entry;

/**
 * Exercises an instance with typical requests, so that its JVM can record loaded classes
 * and method profiles in an AOT cache.
 */
final class TrainingRun {

	/**
	 * How many customers send the same request concurrently.
	 */
	private static final int CUSTOMERS = 64;

	/**
	 * The exit code of a JVM that was ended by SIGTERM.
	 */
	private static final int TERMINATED = 128 + 15;

	private static final Duration TIMEOUT = Duration.ofMinutes(3);

	private final String password = UUID.randomUUID().toString();

	private final int port = freePort();

	private final int rounds;

	private TrainingRun(int rounds) {
		this.rounds = rounds;
	}

	/**
	 * Starts an instance, sends it the requests, and stops it.
	 * @param arguments the number of rounds, followed by the command that starts the
	 * instance
	 * @throws IllegalStateException if the instance does not start, sends an unexpected
	 * response, or does not stop
	 */
	public static void main(String[] arguments) throws Exception {
		String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
		LocalDynamoDb.disableLogging();
		Path log = Files.createTempFile("training", ".log");
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			new TrainingRun(Integer.parseInt(arguments[0])).train(command, dynamoDb.endpoint(), log);
		}
		catch (Exception ex) {
			Files.readAllLines(log).reversed().stream().limit(50).toList().reversed().forEach(System.err::println);
			throw ex;
		}
		finally {
			Files.delete(log);
		}
	}

	private void train(String[] command, URI dynamoDb, Path log) throws Exception {
		ProcessBuilder instance = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		instance.environment().putAll(settings(dynamoDb));
		instance.environment().put("TICKETLY_TICKET_CODES_KEYS", TestKeys.JSON);
		Process process = instance.start();
		try {
			awaitReady(process);
			for (int round = 0; round < this.rounds; round++) {
				sellOut("Octopussy " + round);
				useTypicalOperations(round);
			}
			process.destroy();
			if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The instance did not stop within " + TIMEOUT);
			}
			if (process.exitValue() != TERMINATED) {
				throw new IllegalStateException("The instance stopped with exit code " + process.exitValue());
			}
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Map<String, String> settings(URI dynamoDb) {
		return Map.ofEntries(entry("SERVER_PORT", Integer.toString(this.port)),
				entry("TICKETLY_SECURITY_OPERATOR_PASSWORD", this.password),
				entry("TICKETLY_DYNAMODB_ENDPOINT", dynamoDb.toString()), entry("AWS_ACCESS_KEY_ID", "local"),
				entry("AWS_SECRET_ACCESS_KEY", "local"), entry("TICKETLY_SALES_PAST_SLOTS", "true"),
				// Generous timeouts, because a build machine may be slow.
				entry("TICKETLY_SALES_DEADLINE", "1m"), entry("TICKETLY_DYNAMODB_ATTEMPT_TIMEOUT", "20s"),
				entry("TICKETLY_DYNAMODB_CALL_TIMEOUT", "40s"),
				// All customers have one address.
				entry("TICKETLY_LIMITS_REQUESTS_PER_ADDRESS", "1000000000"),
				entry("TICKETLY_LIMITS_SEATS_PER_ADDRESS", "1000000000"),
				// The log format of deployed instances.
				entry("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
	}

	private void awaitReady(Process process) throws InterruptedException {
		Instant end = Instant.now().plus(TIMEOUT);
		while (!isReady()) {
			if (!process.isAlive() || Instant.now().isAfter(end)) {
				throw new IllegalStateException("The instance ended, or did not become ready within " + TIMEOUT);
			}
			Thread.sleep(100);
		}
	}

	private boolean isReady() {
		try {
			return get("/readyz").status() == 200;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Sells all seats of a slot, as in an on-sale: each customer books one ticket after
	 * the other.
	 */
	private void sellOut(String name) {
		String slot = schedule(name, "2030-11-03", 500);
		concurrently((customer) -> {
			ApiResponse response = book(slot, "Dan " + customer, 1);
			while (response.status() == 201) {
				response = book(slot, "Dan " + customer, 1);
			}
			return expect(409, response);
		});
	}

	private void useTypicalOperations(int round) {
		String name = "Skyfall " + round;
		String slot = schedule(name, "2030-11-01");
		String other = schedule("Spectre " + round, "2030-11-02");

		List<String> tickets = concurrently((customer) -> expect(201, book(slot, "Ann " + customer, 1 + customer % 4)))
			.stream()
			.map((response) -> response.json().get(0).get("ticketId").asString())
			.toList();
		concurrently((customer) -> expect(200, get("/v1/slots/" + slot)));
		concurrently((customer) -> expect(200, get("/v1/tickets/" + tickets.get(customer))));
		concurrently((customer) -> expect(200, get("/v1/slots/" + slot + "/seats")));
		expect(200, send(request("/v1/slots/" + slot + "/seats").header("Accept", "image/svg+xml")));
		concurrently((customer) -> holdAndConfirm(slot, customer));

		expect(200, get("/v1/slots?available=true&genre=Action&limit=5"));
		expect(200, post("/getAllMovieSlots", "{}"));
		expect(201, post("/v1/tickets", """
				{"userName":"Ben","phoneNumber":"+919653864514","slotName":"%s","startTime":"2030-11-01 12:22",
				"numTickets":2}""".formatted(name)));
		expect(200, post("/bookTicket", """
				{"userName":"Ben","userPhoneNumber":"9653864514","movieName":"%s","movieStartTime":"2030-11-01 12:22",
				"numTickets":"3"}""".formatted(name)));
		expect(201, post("/v1/tickets/" + tickets.get(0) + "/reschedule", """
				{"slotId":"%s"}""".formatted(other)));
		expect(200, send(request("/v1/tickets/" + tickets.get(1)).DELETE()));
		expect(201, post("/v1/tickets/" + tickets.get(3) + "/transfer", """
				{"userName":"Eve","phoneNumber":"+919653864514"}"""));
		expect(200, get("/v1/tickets/" + tickets.get(2) + "/user"));
		for (String type : List.of("text/html", "application/pdf", "text/calendar")) {
			expect(200, send(request("/v1/tickets/" + tickets.get(2)).header("Accept", type)));
		}
		for (String type : List.of("text/plain", "image/svg+xml", "image/png")) {
			expect(200, send(request("/v1/tickets/" + tickets.get(2) + "/code").header("Accept", type)));
		}
		expect(200, send(requestAsOperator("/v1/slots/" + slot + "/tickets?status=Booked")));
		expect(200, send(requestAsOperator("/actuator/health")));
		expect(200, send(requestAsOperator("/actuator/prometheus")));

		expect(400, post("/v1/tickets", "{\"numTickets\":11}"));
		expect(400, post("/v1/tickets", "{"));
		expect(401, get("/v1/users/none"));
		expect(404, get("/v1/tickets/none"));
		expect(404, get("/none"));
		expect(409, post("/v1/tickets/" + tickets.get(1) + "/reschedule", """
				{"slotId":"%s"}""".formatted(other)));
		expect(200, get("/v3/api-docs"));
		expect(200, get("/livez"));

		String past = schedule("Goldfinger " + round, "2020-11-01");
		expect(201, book(past, "Ann", 4));
		expect(200, send(requestAsOperator("/expireTickets").POST(BodyPublishers.noBody())));
	}

	private String schedule(String name, String day) {
		return schedule(name, day, 1000);
	}

	private String schedule(String name, String day, int capacity) {
		return expect(201, send(json(requestAsOperator("/v1/slots"), """
				{"slotName":"%s","slotDescription":"","startTime":"%s 12:22","endTime":"%s 15:22","slotType":"Movie",
				"genre":"Action","capacity":%d}""".formatted(name, day, day, capacity)))).json()
			.get("slotId")
			.asString();
	}

	private ApiResponse holdAndConfirm(String slot, int customer) {
		ApiResponse held = expect(201, post("/v1/holds", """
				{"userName":"Cid","phoneNumber":"%d","slotId":"%s","numTickets":2}""".formatted(9653800000L + customer,
				slot)));
		return expect(201, post("/v1/holds/" + held.json().get("holdId").asString() + "/confirm", "{}"));
	}

	private ApiResponse book(String slot, String user, int tickets) {
		return post("/v1/tickets", """
				{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":%d}""".formatted(user, slot,
				tickets));
	}

	private static List<ApiResponse> concurrently(IntFunction<ApiResponse> request) {
		return Concurrently.call(CUSTOMERS, request);
	}

	private static ApiResponse expect(int status, ApiResponse response) {
		if (response.status() != status) {
			throw new IllegalStateException("Expected status " + status + ", but got " + response.response() + ": "
					+ response.response().body());
		}
		return response;
	}

	private ApiResponse get(String path) {
		return send(request(path));
	}

	private ApiResponse post(String path, String json) {
		return send(json(request(path), json));
	}

	private static ApiResponse send(HttpRequest.Builder request) {
		return ApiResponse.of(request);
	}

	private static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
		return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
	}

	private HttpRequest.Builder requestAsOperator(String path) {
		return request(path).header("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("operator:" + this.password).getBytes()));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
