package com.ticketly.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Starts DynamoDB Local, services and loads, each as a process of its own, and says what
 * it measured.
 */
final class Benchmark implements AutoCloseable {

	private static final int ONE_SECTION = 500;

	private static final int MANY_SECTIONS = 20_000;

	private final Settings settings;

	private final JavaProcess dynamoDb;

	private final URI endpoint;

	private final Database database;

	private final Load load;

	private final Service grouped;

	private final Service single;

	private final Results results = new Results();

	private Benchmark(Settings settings) throws InterruptedException {
		say("Starting");
		this.settings = settings;
		this.dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of(DynamoDbServer.READY),
				List.of("-Xmx4g", "--enable-native-access=ALL-UNNAMED"), DynamoDbServer.class.getName());
		this.endpoint = URI.create(this.dynamoDb.await(DynamoDbServer.READY, Duration.ofMinutes(1)));
		this.database = new Database(this.endpoint);
		this.load = new Load(settings, this.dynamoDb);
		// The first call of a cold process takes seconds.
		this.database.client().listTables();
		this.grouped = new Service("grouped", settings, this.endpoint);
		this.grouped.awaitReady();
		this.single = new Service("single", settings, this.endpoint, "--ticketly.sales.max-group=1");
		this.single.awaitReady();
	}

	public static void main(String[] arguments) throws Exception {
		Quiet.logWarnings();
		long errors;
		try (Benchmark benchmark = new Benchmark(Settings.ofSystem())) {
			benchmark.run();
			errors = benchmark.results.errors();
		}
		System.exit((errors > 0) ? 1 : 0);
	}

	private void run() throws InterruptedException {
		for (Service service : List.of(this.grouped, this.single)) {
			service.meetCustomers();
			say("Warming up " + service.name());
			onSale("warm-up " + service.name(), service, ONE_SECTION);
		}
		if (this.settings.has("on-sale")) {
			onSale("on-sale, one section", ONE_SECTION, 1);
			onSale("on-sale, 40 sections", MANY_SECTIONS, 40);
		}
		this.results.print(System.out);
		this.results.write(Settings.DIRECTORY.resolve("results.json"));
	}

	private void onSale(String scenario, int capacity, int loops) throws InterruptedException {
		for (int round = 1; round <= this.settings.rounds(); round++) {
			this.results.add(scenario, Mode.GROUP,
					onSale(scenario + ", group commit " + round, this.grouped, capacity));
			this.results.add(scenario, Mode.SINGLE,
					onSale(scenario + ", one a transaction " + round, this.single, capacity));
			this.database.empty(this.grouped.prefix());
			this.results.add(scenario, Mode.BARE, this.load.bare(scenario + ", bare " + round, this.endpoint.toString(),
					this.grouped.prefix(), this.results.sum(scenario, Mode.GROUP).groupSize(), loops));
			this.database.audit(this.grouped.prefix());
		}
		Measurement group = this.results.sum(scenario, Mode.GROUP);
		Measurement single = this.results.sum(scenario, Mode.SINGLE);
		Measurement bare = this.results.sum(scenario, Mode.BARE);
		this.results.add(new Target(scenario + ", 256 bookers: group commit ÷ one transaction a booking", 6.5, false,
				group.bookingsPerSecond() / single.bookingsPerSecond()));
		this.results.add(new Target(scenario + ": service ÷ bare SDK loop with the same grouping", 0.7, false,
				group.bookingsPerSecond() / bare.bookingsPerSecond()));
		this.results
			.add(new Target(scenario + ": write units a booking", 3.2, true, group.perBooking(group.writeUnits())));
		this.results.add(new Target(scenario + ": reads a booking", 0.05, true, group.perBooking(group.reads())));
	}

	private Measurement onSale(String title, Service service, int capacity) throws InterruptedException {
		say(title);
		this.database.empty(service.prefix());
		int before = (int) service.counters().sum("ticketly_bookings_total");
		int slots = (int) Math.max(1, this.load.sections() * ONE_SECTION / capacity);
		Measurement measured = this.load.gatling(title, OnSaleSimulation.class, service, Map.of("benchmark.slots",
				this.load.file(service.schedule(slots, capacity)), "benchmark.capacity", Integer.toString(capacity)));
		int stored = this.database.audit(service.prefix());
		int counted = (int) service.counters().sum("ticketly_bookings_total") - before;
		if (stored != counted) {
			throw new BenchmarkException("%d bookings were answered, %d are stored".formatted(counted, stored));
		}
		return measured;
	}

	private static void say(String what) {
		System.out.println(what);
	}

	@Override
	public void close() {
		this.single.close();
		this.grouped.close();
		this.database.close();
		this.dynamoDb.close();
	}

}
