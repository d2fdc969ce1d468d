package com.ticketly.benchmark;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts DynamoDB Local, services and loads, each as a process of its own, and says what
 * it measured.
 */
final class Benchmark implements AutoCloseable {

	private static final int SECTION = 500;

	private static final int FORTY_SECTIONS = 40 * SECTION;

	private static final int FOUR_SECTIONS = 4 * SECTION;

	private static final int SLOTS_OF_A_DAY = 200;

	/**
	 * On 200 slots nearly every booking is a transaction of its own: more at once only
	 * wait for DynamoDB Local, until their calls time out.
	 */
	private static final int USERS_OF_A_DAY = 64;

	static final Instant HOT = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(100, ChronoUnit.DAYS);

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
				DynamoDbServer.OPTIONS, DynamoDbServer.class.getName());
		this.endpoint = URI.create(this.dynamoDb.await(DynamoDbServer.READY, Duration.ofMinutes(1)));
		this.database = new Database(this.endpoint);
		this.load = new Load(settings, this.dynamoDb);
		// The first call of a cold process takes seconds.
		this.database.client().listTables();
		this.grouped = new Service("grouped", settings, this.endpoint);
		this.grouped.awaitReady();
		// Without groups some would wait for longer than customers are let wait.
		this.single = new Service("single", settings, this.endpoint, "--ticketly.sales.max-group=1",
				"--ticketly.sales.deadline=60s");
		this.single.awaitReady();
	}

	public static void main(String[] arguments) throws Exception {
		Quiet.logWarnings();
		if (Settings.ofSystem().scenarios().contains("growth")) {
			new Growth(Settings.ofSystem()).run();
			return;
		}
		long errors;
		try (Benchmark benchmark = new Benchmark(Settings.ofSystem())) {
			benchmark.run();
			errors = benchmark.results.errors();
		}
		System.exit((errors > 0) ? 1 : 0);
	}

	private void run() throws InterruptedException {
		for (Service service : List.of(this.grouped, this.single)) {
			service.meetCustomers(Customers.COUNT, schedule(service, 1, FORTY_SECTIONS, HOT).getFirst());
			this.database.empty(service.prefix());
			Map<String, String> properties = new HashMap<>(hotSlots(service, SECTION));
			// The compiler needs its time, too.
			properties.put("benchmark.warm-up", this.settings.window().multipliedBy(2).toString());
			load("warm-up", OnSaleSimulation.class, service, properties);
		}
		if (this.settings.has("on-sale")) {
			onSale("on-sale, 1 section", SECTION, 1);
			onSale("on-sale, 40 sections", FORTY_SECTIONS, 40);
		}
		if (this.settings.has("browse")) {
			browse();
		}
		if (this.settings.has("mixed-day")) {
			mixedDay();
		}
		if (this.settings.has("lone-booking")) {
			loneBooking();
		}
		if (this.settings.has("stored-data")) {
			storedData();
		}
		this.results.write(Settings.DIRECTORY.resolve("results.json"));
		this.results.print(System.out);
	}

	private void onSale(String scenario, int capacity, int loops) throws InterruptedException {
		for (int round = 1; round <= this.settings.rounds(); round++) {
			this.results.add(scenario, Mode.GROUP, sell(scenario + " " + round, this.grouped, capacity));
			this.results.add(scenario, Mode.SINGLE, sell(scenario + " " + round, this.single, capacity));
			bare(scenario, loops);
			// What grouping can gain at most here, with nothing around it.
			bare(scenario, Mode.BARE_SINGLE, 1, loops);
		}
		Measurement group = this.results.sum(scenario, Mode.GROUP);
		this.results.add(new Target(scenario + ", 256 bookers: group commit ÷ one transaction a booking", 6.5, false,
				group.bookingsPerSecond() / this.results.sum(scenario, Mode.SINGLE).bookingsPerSecond()));
		this.results.add(new Target(scenario + ": service ÷ bare SDK loop with the same grouping", 0.7, false,
				group.bookingsPerSecond() / this.results.sum(scenario, Mode.BARE).bookingsPerSecond()));
		this.results
			.add(new Target(scenario + ": write units a booking", 3.2, true, group.perBooking(group.writeUnits())));
		this.results.add(new Target(scenario + ": reads a booking", 0.05, true, group.perBooking(group.reads())));
	}

	/**
	 * Sells hot slots from empty tables.
	 */
	private Measurement sell(String title, Service service, int capacity) throws InterruptedException {
		this.database.empty(service.prefix());
		double before = bookings(service);
		Measurement measured = load(title, OnSaleSimulation.class, service, hotSlots(service, capacity));
		audit(service, bookings(service) - before);
		return measured;
	}

	/**
	 * Lets bare loops write groups as large as the service's in the same scenario.
	 */
	private void bare(String scenario, int loops) throws InterruptedException {
		bare(scenario, Mode.BARE, Math.max(1, this.results.sum(scenario, Mode.GROUP).groupSize()), loops);
	}

	private void bare(String scenario, Mode mode, double groupSize, int loops) throws InterruptedException {
		String prefix = this.grouped.prefix();
		this.database.empty(prefix);
		say(scenario + ", " + mode);
		this.results.add(scenario, mode,
				this.load.bare(scenario + " " + mode, this.endpoint.toString(), prefix, groupSize, loops));
		this.database.audit(prefix);
	}

	private void browse() throws InterruptedException {
		String scenario = "browse";
		for (Mode mode : List.of(Mode.GROUP, Mode.SINGLE)) {
			Service service = service(mode);
			this.database.empty(service.prefix());
			double before = bookings(service);
			// They come first in listings.
			schedule(service, SLOTS_OF_A_DAY, SECTION, HOT.minus(30, ChronoUnit.DAYS));
			this.results.add(scenario, mode,
					load(scenario, BrowseSimulation.class, service, hotSlots(service, FOUR_SECTIONS)));
			audit(service, bookings(service) - before);
		}
		bare(scenario, FOUR_SECTIONS / SECTION);
	}

	private void mixedDay() throws InterruptedException {
		String scenario = "mixed day";
		for (Mode mode : List.of(Mode.GROUP, Mode.SINGLE)) {
			Service service = service(mode);
			this.database.empty(service.prefix());
			this.results.add(scenario, mode,
					load(scenario, MixedDaySimulation.class, service,
							Map.of("benchmark.slots", this.load.file(schedule(service, SLOTS_OF_A_DAY, SECTION, HOT)),
									"benchmark.users", Integer.toString(USERS_OF_A_DAY))));
			this.database.audit(service.prefix());
		}
		bare(scenario, SLOTS_OF_A_DAY);
	}

	private void loneBooking() throws InterruptedException {
		String scenario = "lone booking";
		Map<String, String> properties = new HashMap<>();
		for (Service service : List.of(this.grouped, this.single)) {
			this.database.empty(service.prefix());
		}
		properties.putAll(hotSlots(this.grouped, SECTION));
		properties.put("benchmark.url", this.grouped.url());
		properties.put("benchmark.other-url", this.single.url());
		properties.put("benchmark.other-slots", hotSlots(this.single, SECTION).get("benchmark.slots"));
		// One customer makes few requests, and a 99th percentile needs many.
		properties.put("benchmark.window", this.settings.window().multipliedBy(6).toString());
		say(scenario);
		List<Measurement> measured = this.load.gatling(scenario, LoneBookingSimulation.class,
				List.of(this.grouped, this.single), properties);
		this.results.add(scenario, Mode.GROUP, measured.getFirst());
		this.results.add(scenario, Mode.SINGLE, measured.getLast());
		this.database.audit(this.grouped.prefix());
		this.database.audit(this.single.prefix());
		bare(scenario, 1);
		this.results.add(new Target(scenario + ": p99 with group commit ÷ without", 1.1, true,
				measured.getFirst().p99() / measured.getLast().p99()));
	}

	/**
	 * Compares empty tables, before and after, with full ones, in the same processes.
	 */
	private void storedData() throws InterruptedException {
		String empty = "stored data: none";
		String full = "stored data: 100,000";
		this.results.add(empty, Mode.GROUP, sell(empty, this.grouped, SECTION));
		this.database.empty(this.grouped.prefix());
		say("Storing");
		double before = bookings(this.grouped);
		int stored = new Seed(this.database.client(), this.grouped.prefix()).store();
		for (int round = 0; round < 2; round++) {
			this.results.add(full, Mode.GROUP,
					load(full, OnSaleSimulation.class, this.grouped, hotSlots(this.grouped, SECTION)));
		}
		audit(this.grouped, bookings(this.grouped) - before + stored);
		this.results.add(empty, Mode.GROUP, sell(empty, this.grouped, SECTION));
		this.results.add(new Target("hot slot: 10,000 slots and 100,000 bookings stored ÷ empty", 0.9, false,
				this.results.sum(full, Mode.GROUP).bookingsPerSecond()
						/ this.results.sum(empty, Mode.GROUP).bookingsPerSecond()));
	}

	/**
	 * Stores slots directly: to check an operator's password takes the time of a hundred
	 * bookings.
	 */
	private List<String> schedule(Service service, int slots, int capacity, Instant start) {
		return new Seed(this.database.client(), service.prefix()).schedule(slots, capacity, start);
	}

	private Service service(Mode mode) {
		return (mode == Mode.GROUP) ? this.grouped : this.single;
	}

	private Map<String, String> hotSlots(Service service, int capacity) {
		int sections = this.load.sections((service == this.grouped) ? Load.FAST : Load.SLOW);
		List<String> slots = schedule(service, Math.max(2, sections * SECTION / capacity), capacity, HOT);
		return Map.of("benchmark.slots", this.load.file(slots), "benchmark.capacity", Integer.toString(capacity));
	}

	private Measurement load(String title, Class<?> simulation, Service service, Map<String, String> properties)
			throws InterruptedException {
		String full = title + ", " + service.name();
		this.results.write(Settings.DIRECTORY.resolve("results.json"));
		say(full);
		Map<String, String> all = new HashMap<>(properties);
		all.put("benchmark.url", service.url());
		return this.load.gatling(full, simulation, List.of(service), all).getFirst();
	}

	private static double bookings(Service service) {
		return service.counters().sum("ticketly_bookings_total");
	}

	private void audit(Service service, double told) {
		int stored = this.database.audit(service.prefix());
		if (stored != told) {
			throw new BenchmarkException("Customers were told of %.0f bookings, %d are stored".formatted(told, stored));
		}
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
