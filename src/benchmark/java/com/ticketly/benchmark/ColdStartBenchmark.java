package com.ticketly.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

import com.ticketly.Concurrently;
import com.ticketly.dynamodb.LocalDynamoDbServer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how fast a fresh instance sells its first tickets, compared with a warm one,
 * on a simulation of DynamoDB on AWS. The load generator and the database are warm.
 */
final class ColdStartBenchmark {

	private static final int SECTION = 500;

	/**
	 * The slots of one section that are sold one after the other.
	 */
	private static final int SLOTS = 3;

	private static final int CUSTOMERS = 128;

	/**
	 * How many sales make an instance warm.
	 */
	private static final int WARM_UP_SALES = 10;

	private static final String PREFIX = "cold-";

	private static final Path IMAGE = Path.of("target", "image", "application", "ticketly.jar").toAbsolutePath();

	private final Settings settings;

	private final Map<String, List<Sale>> sales = new LinkedHashMap<>();

	private final List<Target> targets = new ArrayList<>();

	ColdStartBenchmark(Settings settings) {
		this.settings = settings;
	}

	/**
	 * The first tickets that an instance sold.
	 *
	 * @param ready the seconds from the start of the process until it was ready
	 * @param ticketsPerSecond the tickets sold per second
	 * @param p99 the 99th percentile of the latency in milliseconds
	 * @param processorSeconds the processor time of the service during the sale
	 * @param errors the number of requests with another status than 201
	 */
	record Sale(double ready, double ticketsPerSecond, double p99, double processorSeconds, long errors) {
	}

	/**
	 * Runs the scenario.
	 * @return the number of failed requests
	 */
	long run() throws InterruptedException, IOException {
		assembleImage();
		try (JavaProcess dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of("http"),
				DynamoDbServer.OPTIONS, LocalDynamoDbServer.class.getName(), "--latency=5-25", "--units=1000",
				"--conflicts=true")) {
			URI endpoint = URI.create("http" + dynamoDb.awaitLine("http", Duration.ofMinutes(1)));
			try (Database database = new Database(endpoint)) {
				database.client().listTables();
				measure(endpoint, new TestData(database.client(), PREFIX));
				database.audit(PREFIX);
			}
		}
		compare();
		return this.sales.values().stream().flatMap(List::stream).mapToLong(Sale::errors).sum();
	}

	/**
	 * Makes the contents of the image, unless they are newer than the packaged jar.
	 */
	private void assembleImage() throws InterruptedException, IOException {
		Path cache = ServiceProcess.cacheOf(IMAGE);
		if (Files.exists(cache)
				&& Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(this.settings.jar())) > 0) {
			return;
		}
		System.out.println("Assembling the image");
		ProcessBuilder script = new ProcessBuilder("bash", "-ec",
				"image/prepare.sh; source image/instance.sh; make_application 8")
			.inheritIO();
		script.environment().put("JAVA_HOME", System.getProperty("java.home"));
		if (script.start().waitFor() != 0) {
			throw new BenchmarkException("The image could not be assembled");
		}
	}

	private void measure(URI endpoint, TestData testData) throws InterruptedException {
		try (ServiceProcess warm = start("warm", this.settings.withJar(IMAGE), endpoint)) {
			for (int sale = 0; sale < WARM_UP_SALES; sale++) {
				System.out.println("warm-up: " + sell(warm, testData, 0));
			}
			for (int round = 0; round < this.settings.rounds(); round++) {
				add("warm", sell(warm, testData, 0));
				if (this.settings.otherJar() != null) {
					add("other", sellCold("other", this.settings.withOtherJar(), endpoint, testData));
				}
				add("image", sellCold("image", this.settings.withJar(IMAGE), endpoint, testData));
				add("packaged jar", sellCold("jar", this.settings, endpoint, testData));
			}
		}
	}

	private static ServiceProcess start(String name, Settings settings, URI endpoint) throws InterruptedException {
		ServiceProcess service = new ServiceProcess(name, PREFIX, settings, endpoint);
		service.awaitReady();
		return service;
	}

	private Sale sellCold(String name, Settings settings, URI endpoint, TestData testData) throws InterruptedException {
		long start = System.nanoTime();
		try (ServiceProcess service = start(name, settings, endpoint)) {
			return sell(service, testData, (System.nanoTime() - start) / 1e9);
		}
	}

	/**
	 * Sells all seats of the slots. Each customer books one ticket after the other.
	 */
	private static Sale sell(ServiceProcess service, TestData testData, double ready) {
		List<String> slots = testData.schedule(SLOTS, SECTION, Benchmark.SLOT_START);
		AtomicInteger tickets = new AtomicInteger();
		LongAdder errors = new LongAdder();
		Histogram latencies = new ConcurrentHistogram(3);
		Duration processorBefore = service.processorTime();
		long start = System.nanoTime();
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			Concurrently.call(CUSTOMERS, (customer) -> {
				for (int no = tickets.getAndIncrement(); no < SLOTS * SECTION; no = tickets.getAndIncrement()) {
					long sent = System.nanoTime();
					if (book(client, service, customer, slots.get(no / SECTION)) != 201) {
						errors.increment();
					}
					latencies.recordValue((System.nanoTime() - sent) / 1000);
				}
				return customer;
			});
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		return new Sale(ready, SLOTS * SECTION / seconds, latencies.getValueAtPercentile(99) / 1e3,
				Snapshot.seconds(service.processorTime().minus(processorBefore)), errors.sum());
	}

	private static int book(HttpClient client, ServiceProcess service, int customer, String slot) {
		try {
			return client
				.send(HttpRequest.newBuilder(URI.create(service.url() + "/v1/tickets"))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(Customers.bookingJson(customer, slot, 1)))
					.build(), BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void add(String name, Sale sale) {
		System.out.println(name + ": " + sale);
		this.sales.computeIfAbsent(name, (key) -> new ArrayList<>()).add(sale);
	}

	private void compare() {
		double warm = median("warm", Sale::ticketsPerSecond);
		this.sales.keySet()
			.forEach((name) -> System.out.printf(
					"%-12s %5.1f s to ready, %5.0f tickets/s (%.2f of warm), p99 %5.0f ms, %.1f s of processor time%n",
					name, median(name, Sale::ready), median(name, Sale::ticketsPerSecond),
					median(name, Sale::ticketsPerSecond) / warm, median(name, Sale::p99),
					median(name, Sale::processorSeconds)));
		this.targets.add(new Target("first 1,500 tickets: fresh ÷ warm", 0.5, false,
				median("image", Sale::ticketsPerSecond) / warm));
		this.targets
			.add(new Target("first 1,500 tickets: p99 in seconds", 1.5, true, median("image", Sale::p99) / 1e3));
		this.targets.forEach(System.out::println);
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(Settings.DIRECTORY.resolve("cold.json"), Map.of("sales", this.sales, "targets", this.targets));
	}

	private double median(String name, ToDoubleFunction<Sale> value) {
		return Measurement.median(Objects.requireNonNull(this.sales.get(name)), value);
	}

}
