package com.ticketly.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.ticketly.Concurrently;
import com.ticketly.ticketcode.TestKeys;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how fast people are let in at the door of a slot of 10,000 seats: 64 gates
 * scan one code after the other, each in a request of its own.
 */
final class DoorBenchmark {

	private static final int SEATS = 10_000;

	private static final int TICKETS = 10;

	private static final int GATES = 64;

	/**
	 * The slots whose admissions warm up the service.
	 */
	private static final int WARM_UP_SLOTS = 2;

	private final Settings settings;

	private final List<Round> rounds = new ArrayList<>();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	DoorBenchmark(Settings settings) {
		this.settings = settings;
	}

	/**
	 * The admissions of one slot.
	 *
	 * @param admissionsPerSecond the admissions per second
	 * @param p99 the 99th percentile of the latency in milliseconds
	 * @param writeUnits the write units per admission
	 * @param readUnits the read units per admission
	 * @param serviceMillis the processor time of the service per admission
	 * @param dynamoDbMillis the processor time of DynamoDB Local per admission
	 * @param gateMillis the processor time of the gates, which are this process, per
	 * admission
	 * @param codeMillis the processor time of the service per code, with its request
	 * @param errors the number of scans with another outcome than the expected one
	 */
	record Round(double admissionsPerSecond, double p99, double writeUnits, double readUnits, double serviceMillis,
			double dynamoDbMillis, double gateMillis, double codeMillis, long errors) {
	}

	/**
	 * Runs the scenario.
	 * @return the number of errors
	 */
	long run() throws InterruptedException, IOException {
		try (JavaProcess dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"),
				List.of(DynamoDbServer.READY), DynamoDbServer.OPTIONS, DynamoDbServer.class.getName())) {
			URI endpoint = URI.create(dynamoDb.awaitLine(DynamoDbServer.READY, Duration.ofMinutes(1)));
			try (Database database = new Database(endpoint)) {
				database.client().listTables();
				try (ServiceProcess service = new ServiceProcess("door", this.settings, endpoint,
						"--ticketly.ticket-codes.keys=" + TestKeys.JSON,
						"--ticketly.limits.requests-per-operator=1000000000")) {
					service.awaitReady();
					measure(service, dynamoDb, new TestData(database.client(), service.prefix()));
					database.audit(service.prefix());
				}
			}
		}
		print();
		return this.rounds.stream().mapToLong(Round::errors).sum();
	}

	private void measure(ServiceProcess service, JavaProcess dynamoDb, TestData testData) {
		String key = service.createKey("door");
		for (int slot = 0; slot < WARM_UP_SLOTS + this.settings.rounds(); slot++) {
			Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
			Round round = letIn(service, dynamoDb, testData.schedule(1, SEATS, start).getFirst(), key);
			System.out.println(((slot < WARM_UP_SLOTS) ? "warm-up: " : "measured: ") + round);
			if (slot >= WARM_UP_SLOTS) {
				this.rounds.add(round);
			}
		}
	}

	private Round letIn(ServiceProcess service, JavaProcess dynamoDb, String slot, String key) {
		List<String> customers = IntStream.range(0, SEATS / TICKETS).mapToObj(Integer::toString).toList();
		List<String> tickets = eachOf(customers,
				(customer) -> send(service, "/v1/tickets", "",
						Customers.bookingJson(Integer.parseInt(customer), slot, TICKETS)))
			.stream()
			.flatMap((booked) -> tickets(booked).stream())
			.toList();
		Duration before = service.processorTime();
		List<String> codes = new ArrayList<>(
				eachOf(tickets, (ticket) -> send(service, "/v1/tickets/" + ticket + "/code", "", null)));
		double codeSeconds = Snapshot.seconds(service.processorTime().minus(before));
		Collections.shuffle(codes);

		Histogram latencies = new ConcurrentHistogram(3);
		AtomicInteger gate = new AtomicInteger();
		Counters countersBefore = service.counters();
		before = service.processorTime();
		Duration dynamoDbBefore = dynamoDb.processorTime();
		Duration gatesBefore = ownProcessorTime();
		long start = System.nanoTime();
		List<String> answers = eachOf(codes, (code) -> {
			int no = gate.incrementAndGet();
			String scan = "{\"scans\":[{\"scanId\":\"%s-%d\",\"gate\":\"Gate %d\",\"code\":\"%s\"}]}".formatted(slot,
					no, no % GATES, code);
			long sent = System.nanoTime();
			String answer = send(service, "/v1/slots/" + slot + "/admissions", "Bearer " + key, scan);
			latencies.recordValue((System.nanoTime() - sent) / 1000);
			return answer;
		});
		double seconds = (System.nanoTime() - start) / 1e9;
		double serviceSeconds = Snapshot.seconds(service.processorTime().minus(before));
		double dynamoDbSeconds = Snapshot.seconds(dynamoDb.processorTime().minus(dynamoDbBefore));
		double gateSeconds = Snapshot.seconds(ownProcessorTime().minus(gatesBefore));
		Counters counters = service.counters().minus(countersBefore);
		long errors = answers.stream().filter((answer) -> !answer.contains("\"outcome\":\"Admitted\"")).count();
		String counts = send(service, "/v1/slots/" + slot + "/admissions", "Bearer " + key, null);
		if (JsonMapper.shared().readTree(counts).get("in").asInt() != SEATS - errors) {
			throw new BenchmarkException("The counts differ from the admissions: " + counts);
		}
		return new Round(SEATS / seconds, latencies.getValueAtPercentile(99) / 1e3,
				counters.sum("ticketly_write_units_total") / SEATS, counters.sum("ticketly_read_units_total") / SEATS,
				1000 * serviceSeconds / SEATS, 1000 * dynamoDbSeconds / SEATS, 1000 * gateSeconds / SEATS,
				1000 * codeSeconds / SEATS, errors);
	}

	private static Duration ownProcessorTime() {
		return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Calls a function for each element, from as many threads as there are gates.
	 */
	private static List<String> eachOf(List<String> elements, UnaryOperator<String> call) {
		AtomicInteger next = new AtomicInteger();
		return Concurrently.call(GATES, (gate) -> {
			List<String> answers = new ArrayList<>();
			for (int no = next.getAndIncrement(); no < elements.size(); no = next.getAndIncrement()) {
				answers.add(call.apply(elements.get(no)));
			}
			return answers;
		}).stream().flatMap(List::stream).toList();
	}

	private static List<String> tickets(String booked) {
		return StreamSupport.stream(JsonMapper.shared().readTree(booked).spliterator(), false)
			.map((JsonNode ticket) -> ticket.get("ticketId").asString())
			.toList();
	}

	/**
	 * Sends a request and returns the body of the answer.
	 * @param authorization the {@code Authorization} header, empty for none
	 * @param json the body, null for a GET request
	 */
	private String send(ServiceProcess service, String path, String authorization, @Nullable String json) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.url() + path))
			.header("Content-Type", "application/json");
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		try {
			return this.client
				.send(((json != null) ? request.POST(BodyPublishers.ofString(json)) : request.GET()).build(),
						BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			return ex.toString();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void print() throws IOException {
		List<Target> targets = List.of(
				new Target("door: admissions/s of single scans from 64 gates", 1000, false,
						Measurement.median(this.rounds, Round::admissionsPerSecond)),
				new Target("door: write units per admission", 3.2, true,
						Measurement.median(this.rounds, Round::writeUnits)));
		targets.forEach(System.out::println);
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(Settings.DIRECTORY.resolve("door.json"), Map.of("rounds", this.rounds, "targets", targets));
	}

}
