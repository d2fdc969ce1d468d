package com.ticketly.benchmark;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.ticketly.price.PriceCategory;
import com.ticketly.price.PriceList;
import com.ticketly.price.PricedPlaces;
import com.ticketly.sale.SaleLimits;
import com.ticketly.sale.SaleTerms;
import com.ticketly.sale.SaleTime;
import org.joda.money.Money;

/**
 * Runs the benchmark scenarios. It starts DynamoDB Local, services and load generators as
 * separate processes, prints the results and writes them to a file. The exit code is 1 if
 * a request failed.
 */
final class Benchmark implements AutoCloseable {

	private static final int SECTION_SEATS = 500;

	private static final int FORTY_SECTIONS_SEATS = 40 * SECTION_SEATS;

	private static final int FOUR_SECTIONS_SEATS = 4 * SECTION_SEATS;

	private static final int MIXED_DAY_SLOTS = 200;

	/**
	 * With 200 slots, nearly every booking has a separate transaction. More concurrent
	 * users would overload DynamoDB Local until calls time out.
	 */
	private static final int MIXED_DAY_USERS = 64;

	/**
	 * The option of a sale whose slots have prices.
	 */
	private static final Map<String, String> PRICED = Map.of("benchmark.priced", "true");

	static final Instant SLOT_START = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(100, ChronoUnit.DAYS);

	private final Settings settings;

	private final JavaProcess dynamoDb;

	private final URI endpoint;

	private final Database database;

	private final LoadGenerator load;

	private final ServiceProcess grouped;

	private final ServiceProcess single;

	private final Results results = new Results();

	private Benchmark(Settings settings) throws InterruptedException {
		print("Starting");
		this.settings = settings;
		this.dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of(DynamoDbServer.READY),
				DynamoDbServer.OPTIONS, DynamoDbServer.class.getName());
		this.endpoint = URI.create(this.dynamoDb.awaitLine(DynamoDbServer.READY, Duration.ofMinutes(1)));
		this.database = new Database(this.endpoint);
		this.load = new LoadGenerator(settings, this.dynamoDb);
		// The first call to DynamoDB Local takes seconds, so it is sent before services
		// start.
		this.database.client().listTables();
		this.grouped = new ServiceProcess("grouped", settings, this.endpoint);
		this.grouped.awaitReady();
		// Without group commit, some bookings take longer than the default deadline.
		this.single = (settings.otherJar() != null)
				? new ServiceProcess("other", settings.withOtherJar(), this.endpoint) : new ServiceProcess("single",
						settings, this.endpoint, "--ticketly.sales.max-group=1", "--ticketly.sales.deadline=60s");
		this.single.awaitReady();
	}

	public static void main(String[] arguments) throws Exception {
		BenchmarkLogging.warningsOnly();
		if (Settings.fromSystemProperties().scenarios().contains("seats")) {
			new SeatsBenchmark().run();
			return;
		}
		if (Settings.fromSystemProperties().scenarios().contains("growth")) {
			new ScalingBenchmark(Settings.fromSystemProperties()).run();
			return;
		}
		if (Settings.fromSystemProperties().scenarios().contains("fleet")) {
			System.exit((new FleetBenchmark(Settings.fromSystemProperties()).run() > 0) ? 1 : 0);
		}
		if (Settings.fromSystemProperties().scenarios().contains("cold")) {
			System.exit((new ColdStartBenchmark(Settings.fromSystemProperties()).run() > 0) ? 1 : 0);
		}
		if (Settings.fromSystemProperties().scenarios().contains("door")) {
			System.exit((new DoorBenchmark(Settings.fromSystemProperties()).run() > 0) ? 1 : 0);
		}
		if (Settings.fromSystemProperties().scenarios().contains("overload")) {
			System.exit((new OverloadBenchmark(Settings.fromSystemProperties()).run() > 0) ? 1 : 0);
		}
		long errors;
		try (Benchmark benchmark = new Benchmark(Settings.fromSystemProperties())) {
			benchmark.run();
			errors = benchmark.results.errors();
		}
		System.exit((errors > 0) ? 1 : 0);
	}

	private void run() throws InterruptedException {
		for (ServiceProcess service : List.of(this.grouped, this.single)) {
			service.registerCustomers(Customers.COUNT,
					schedule(service, 1, FORTY_SECTIONS_SEATS, SLOT_START).getFirst());
			this.database.empty(service.prefix());
			Map<String, String> properties = new HashMap<>(hotSlots(service, SECTION_SEATS));
			// A long warm-up gives the JIT compiler time.
			properties.put("benchmark.warm-up", this.settings.window().multipliedBy(2).toString());
			load("warm-up", OnSaleSimulation.class, service, properties);
		}
		if (this.settings.otherJar() != null) {
			compare("1 section", SECTION_SEATS);
			compare("40 sections", FORTY_SECTIONS_SEATS);
			return;
		}
		if (this.settings.includes("on-sale")) {
			onSale("on-sale, 1 section", SECTION_SEATS, 1);
			onSale("on-sale, 40 sections", FORTY_SECTIONS_SEATS, 40);
		}
		if (this.settings.includes("keys")) {
			keys();
		}
		if (this.settings.includes("prices")) {
			prices();
		}
		if (this.settings.includes("browse")) {
			browse();
		}
		if (this.settings.includes("mixed-day")) {
			mixedDay();
		}
		if (this.settings.includes("lone-booking")) {
			loneBooking();
		}
		if (this.settings.includes("stored-data")) {
			storedData();
		}
		this.results.write(Settings.DIRECTORY.resolve("results.json"));
		this.results.print(System.out);
	}

	private void onSale(String scenario, int capacity, int loops) throws InterruptedException {
		for (int round = 1; round <= this.settings.rounds(); round++) {
			this.results.add(scenario, Mode.GROUP, sell(scenario + " " + round, this.grouped, capacity));
			this.results.add(scenario, Mode.SINGLE, sell(scenario + " " + round, this.single, capacity));
			measureBaseline(scenario, loops);
			// Shows the maximum gain of grouping.
			measureBaseline(scenario, Mode.BARE_SINGLE, 1, loops);
		}
		Measurement group = this.results.sum(scenario, Mode.GROUP);
		this.results.add(new Target(scenario + ", 256 users: group commit ÷ one transaction per booking", 6.5, false,
				group.bookingsPerSecond() / this.results.sum(scenario, Mode.SINGLE).bookingsPerSecond()));
		this.results.add(new Target(scenario + ": service ÷ bare SDK loop with the same grouping", 0.7, false,
				group.bookingsPerSecond() / this.results.sum(scenario, Mode.BARE).bookingsPerSecond()));
		this.results
			.add(new Target(scenario + ": write units per booking", 3.2, true, group.perBooking(group.writeUnits())));
		this.results.add(new Target(scenario + ": reads per booking", 0.05, true, group.perBooking(group.reads())));
	}

	/**
	 * Compares bookings with an idempotency key with those without, in turns.
	 */
	private void keys() throws InterruptedException {
		String scenario = "keys";
		for (int round = 1; round <= this.settings.rounds(); round++) {
			this.results.add(scenario, Mode.GROUP, sell(scenario + " " + round, this.grouped, SECTION_SEATS));
			this.results.add(scenario, Mode.KEYED, sell(scenario + " with keys " + round, this.grouped, SECTION_SEATS,
					Map.of("benchmark.keys", "true")));
		}
		Measurement keyed = this.results.sum(scenario, Mode.KEYED);
		this.results.add(new Target("bookings with an idempotency key ÷ without", 0.5, false,
				keyed.bookingsPerSecond() / this.results.sum(scenario, Mode.GROUP).bookingsPerSecond()));
		this.results
			.add(new Target("write units per booking with a key", 5.2, true, keyed.perBooking(keyed.writeUnits())));
	}

	/**
	 * Compares slots that have prices and a time of the sale with those without, in
	 * turns.
	 */
	private void prices() throws InterruptedException {
		String scenario = "prices";
		List<Measurement> without = new ArrayList<>();
		List<Measurement> with = new ArrayList<>();
		for (int round = 1; round <= this.settings.rounds(); round++) {
			without.add(sell(scenario + " " + round, this.grouped, SECTION_SEATS));
			with.add(sell(scenario + " with prices " + round, this.grouped, SECTION_SEATS, PRICED));
		}
		without.forEach((window) -> this.results.add(scenario, Mode.GROUP, window));
		with.forEach((window) -> this.results.add(scenario, Mode.PRICED, window));
		Measurement all = this.results.sum(scenario, Mode.GROUP);
		Measurement priced = this.results.sum(scenario, Mode.PRICED);
		this.results.add(new Target("bookings of slots with prices and a time of the sale ÷ without", 0.95, false,
				Measurement.median(with, Measurement::bookingsPerSecond)
						/ Measurement.median(without, Measurement::bookingsPerSecond)));
		this.results.add(new Target("write units more per booking with prices", 0.1, true,
				priced.perBooking(priced.writeUnits()) - all.perBooking(all.writeUnits())));
	}

	/**
	 * Compares this version of the service with another one, in turns.
	 */
	private void compare(String scenario, int capacity) throws InterruptedException {
		List<ServiceProcess> services = List.of(this.single, this.grouped);
		Map<ServiceProcess, List<Measurement>> measured = Map.of(this.single, new ArrayList<>(), this.grouped,
				new ArrayList<>());
		for (int round = 1; round <= this.settings.rounds(); round++) {
			for (ServiceProcess service : (round % 2 == 0) ? services.reversed() : services) {
				Measurement window = sell(scenario + " " + round, service, capacity);
				Objects.requireNonNull(measured.get(service)).add(window);
				System.out.printf("%-12s %-8s %8.0f bookings/s, p99 %6.0f ms, %.2f write units, %d errors%n", scenario,
						service.name(), window.bookingsPerSecond(), window.p99(),
						window.perBooking(window.writeUnits()), window.errors());
			}
		}
		double other = Measurement.median(Objects.requireNonNull(measured.get(this.single)),
				Measurement::bookingsPerSecond);
		double current = Measurement.median(Objects.requireNonNull(measured.get(this.grouped)),
				Measurement::bookingsPerSecond);
		System.out.printf("%-12s medians: other %.0f, this %.0f bookings/s, ratio %.3f%n", scenario, other, current,
				current / other);
	}

	/**
	 * Runs the on-sale simulation with empty tables.
	 */
	private Measurement sell(String title, ServiceProcess service, int capacity) throws InterruptedException {
		return sell(title, service, capacity, Map.of());
	}

	private Measurement sell(String title, ServiceProcess service, int capacity, Map<String, String> options)
			throws InterruptedException {
		this.database.empty(service.prefix());
		double before = bookings(service);
		Map<String, String> properties = new HashMap<>(
				options.equals(PRICED) ? hotSlots(service, capacity, terms()) : hotSlots(service, capacity));
		properties.putAll(options);
		Measurement measured = load(title, OnSaleSimulation.class, service, properties);
		assertAllBookingsStored(service, bookings(service) - before);
		return measured;
	}

	/**
	 * Runs the baseline with groups as large as those of the service in the same
	 * scenario.
	 */
	private void measureBaseline(String scenario, int loops) throws InterruptedException {
		measureBaseline(scenario, Mode.BARE, Math.max(1, this.results.sum(scenario, Mode.GROUP).groupSize()), loops);
	}

	private void measureBaseline(String scenario, Mode mode, double groupSize, int loops) throws InterruptedException {
		String prefix = this.grouped.prefix();
		this.database.empty(prefix);
		print(scenario + ", " + mode);
		this.results.add(scenario, mode,
				this.load.baseline(scenario + " " + mode, this.endpoint.toString(), prefix, groupSize, loops));
		this.database.audit(prefix);
	}

	private void browse() throws InterruptedException {
		String scenario = "browse";
		for (Mode mode : List.of(Mode.GROUP, Mode.SINGLE)) {
			ServiceProcess service = service(mode);
			this.database.empty(service.prefix());
			double before = bookings(service);
			// These slots start earlier, so they come first in listings.
			schedule(service, MIXED_DAY_SLOTS, SECTION_SEATS, SLOT_START.minus(30, ChronoUnit.DAYS));
			this.results.add(scenario, mode,
					load(scenario, BrowseSimulation.class, service, hotSlots(service, FOUR_SECTIONS_SEATS)));
			assertAllBookingsStored(service, bookings(service) - before);
		}
		measureBaseline(scenario, FOUR_SECTIONS_SEATS / SECTION_SEATS);
	}

	private void mixedDay() throws InterruptedException {
		String scenario = "mixed day";
		for (Mode mode : List.of(Mode.GROUP, Mode.SINGLE)) {
			ServiceProcess service = service(mode);
			this.database.empty(service.prefix());
			this.results.add(scenario, mode, load(scenario, MixedDaySimulation.class, service,
					Map.of("benchmark.slots",
							this.load.writeSlotIds(schedule(service, MIXED_DAY_SLOTS, SECTION_SEATS, SLOT_START)),
							"benchmark.users", Integer.toString(MIXED_DAY_USERS))));
			this.database.audit(service.prefix());
		}
		measureBaseline(scenario, MIXED_DAY_SLOTS);
	}

	private void loneBooking() throws InterruptedException {
		String scenario = "lone booking";
		Map<String, String> properties = new HashMap<>();
		for (ServiceProcess service : List.of(this.grouped, this.single)) {
			this.database.empty(service.prefix());
		}
		properties.putAll(hotSlots(this.grouped, SECTION_SEATS));
		properties.put("benchmark.url", this.grouped.url());
		properties.put("benchmark.other-url", this.single.url());
		properties.put("benchmark.other-slots", hotSlots(this.single, SECTION_SEATS).get("benchmark.slots"));
		// A single customer sends few requests; the 99th percentile needs many.
		properties.put("benchmark.window", this.settings.window().multipliedBy(6).toString());
		print(scenario);
		List<Measurement> measured = this.load.gatling(scenario, LoneBookingSimulation.class,
				List.of(this.grouped, this.single), properties);
		this.results.add(scenario, Mode.GROUP, measured.getFirst());
		this.results.add(scenario, Mode.SINGLE, measured.getLast());
		this.database.audit(this.grouped.prefix());
		this.database.audit(this.single.prefix());
		measureBaseline(scenario, 1);
		this.results.add(new Target(scenario + ": p99 with group commit ÷ without", 1.1, true,
				measured.getFirst().p99() / measured.getLast().p99()));
	}

	/**
	 * Compares the throughput with full tables to that with empty tables before and
	 * after, in the same processes.
	 */
	private void storedData() throws InterruptedException {
		String empty = "stored data: none";
		String full = "stored data: 100,000";
		this.results.add(empty, Mode.GROUP, sell(empty, this.grouped, SECTION_SEATS));
		this.database.empty(this.grouped.prefix());
		print("Storing");
		double before = bookings(this.grouped);
		int stored = new TestData(this.database.client(), this.grouped.prefix()).storeSlotsAndBookings();
		for (int round = 0; round < 2; round++) {
			this.results.add(full, Mode.GROUP,
					load(full, OnSaleSimulation.class, this.grouped, hotSlots(this.grouped, SECTION_SEATS)));
		}
		assertAllBookingsStored(this.grouped, bookings(this.grouped) - before + stored);
		this.results.add(empty, Mode.GROUP, sell(empty, this.grouped, SECTION_SEATS));
		this.results.add(new Target("hot slot: 10,000 slots and 100,000 bookings stored ÷ empty", 0.9, false,
				this.results.sum(full, Mode.GROUP).bookingsPerSecond()
						/ this.results.sum(empty, Mode.GROUP).bookingsPerSecond()));
	}

	/**
	 * Stores slots directly, because hashing the operator's password for each request
	 * takes as long as a hundred bookings.
	 */
	private List<String> schedule(ServiceProcess service, int slots, int capacity, Instant start) {
		return schedule(service, slots, capacity, start, SaleTerms.NONE);
	}

	private List<String> schedule(ServiceProcess service, int slots, int capacity, Instant start, SaleTerms sale) {
		return new TestData(this.database.client(), service.prefix()).schedule(slots, capacity, start, sale);
	}

	private ServiceProcess service(Mode mode) {
		return (mode == Mode.GROUP) ? this.grouped : this.single;
	}

	/**
	 * Returns terms with a time of the sale, and prices for two categories and three
	 * concessions.
	 */
	private static SaleTerms terms() {
		SaleTime from = new SaleTime(SLOT_START.minus(Duration.ofDays(3650)), null);
		List<PriceCategory> categories = Stream.of("Standard", "Premium")
			.map((name) -> new PriceCategory(name,
					List.of(Money.parse("EUR 25.00"), Money.parse("EUR 12.50"), Money.parse("EUR 0.00")),
					name.equals("Standard") ? List.of()
							: List.of(new PricedPlaces(null, Set.of(), Set.of("1", "2", "3", "4", "5")))))
			.toList();
		return new SaleTerms(from, new SaleTime(null, 30), null, SaleLimits.NONE,
				new PriceList(List.of("Adult", "Child", "Carer"), categories));
	}

	private Map<String, String> hotSlots(ServiceProcess service, int capacity) {
		return hotSlots(service, capacity, SaleTerms.NONE);
	}

	private Map<String, String> hotSlots(ServiceProcess service, int capacity, SaleTerms sale) {
		boolean grouped = service == this.grouped || this.settings.otherJar() != null;
		int sections = this.load
			.sections(grouped ? LoadGenerator.SECTIONS_PER_SECOND_GROUPED : LoadGenerator.SECTIONS_PER_SECOND_SINGLE);
		List<String> slots = schedule(service, Math.max(2, sections * SECTION_SEATS / capacity), capacity, SLOT_START,
				sale);
		return Map.of("benchmark.slots", this.load.writeSlotIds(slots), "benchmark.capacity",
				Integer.toString(capacity));
	}

	private Measurement load(String title, Class<?> simulation, ServiceProcess service, Map<String, String> properties)
			throws InterruptedException {
		String full = title + ", " + service.name();
		this.results.write(Settings.DIRECTORY.resolve("results.json"));
		print(full);
		Map<String, String> all = new HashMap<>(properties);
		all.put("benchmark.url", service.url());
		return this.load.gatling(full, simulation, List.of(service), all).getFirst();
	}

	private static double bookings(ServiceProcess service) {
		return service.counters().sum("ticketly_bookings_total");
	}

	private void assertAllBookingsStored(ServiceProcess service, double confirmed) {
		int stored = this.database.audit(service.prefix());
		if (stored != confirmed) {
			throw new BenchmarkException(
					"The service confirmed %.0f bookings, but %d are stored".formatted(confirmed, stored));
		}
	}

	private static void print(String text) {
		System.out.println(text);
	}

	@Override
	public void close() {
		this.single.close();
		this.grouped.close();
		this.database.close();
		this.dynamoDb.close();
	}

}
