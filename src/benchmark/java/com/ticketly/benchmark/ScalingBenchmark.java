package com.ticketly.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.ticketly.dynamodb.LocalDynamoDbServer;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how throughput scales with sections and instances on a simulation of DynamoDB
 * on AWS, which has latency but is never overloaded.
 * <p>
 * All processes share the processors of one machine, which limit throughput before the
 * database does. Therefore the measurement is repeated in slow motion, with a database
 * whose latency and throughput are slower by a constant factor.
 */
final class ScalingBenchmark {

	private static final List<Integer> SECTIONS = List.of(1, 4, 16);

	private static final List<Integer> INSTANCES = List.of(1, 2, 4);

	private static final int SECTION = 500;

	private static final int SLOW_MOTION = 100;

	/**
	 * The number of concurrent users per section. They fill a transaction, but need no
	 * more than half of the seats of a section, so that only one slot is on sale at a
	 * time.
	 */
	private static final int USERS_PER_SECTION = 100;

	/**
	 * The number of distinct customers. They are few enough to be cached by every
	 * instance, and enough to distribute the load over the partitions of the user index.
	 */
	private static final int CUSTOMERS = 32;

	private static final String PREFIX = "growth-";

	private static final int MIN_LATENCY = 5;

	private static final int MAX_LATENCY = 25;

	private static final int UNITS = 1000;

	private final Settings settings;

	private final List<Point> points = new ArrayList<>();

	ScalingBenchmark(Settings settings) {
		this.settings = settings;
	}

	/**
	 * One measurement.
	 *
	 * @param slowdown the factor by which the database is slower than DynamoDB
	 * @param sections the number of sections of a slot
	 * @param instances the number of instances
	 * @param bookingsPerSecond the bookings per second of all instances
	 * @param bookingsPerTransaction the average number of bookings per transaction
	 * @param writeUnitsPerBooking the write units of successful transactions per booking
	 * @param retries the number of retried requests to DynamoDB and of transactions
	 * refused because of a conflict
	 * @param cores the average number of processors that all processes use
	 * @param errors the number of failed requests
	 */
	record Point(int slowdown, int sections, int instances, double bookingsPerSecond, double bookingsPerTransaction,
			double writeUnitsPerBooking, double retries, double cores, long errors) {
	}

	void run() throws InterruptedException, IOException {
		for (int slowdown : List.of(1, SLOW_MOTION)) {
			measure(slowdown);
		}
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(Settings.DIRECTORY.resolve("growth.json"), this.points);
		System.out.printf("%n%8s %8s %9s %10s %10s %8s %8s %8s %7s%n", "slowdown", "sections", "instances",
				"bookings/s", "b./trans.", "WU/b", "retries", "cores", "errors");
		this.points
			.forEach((point) -> System.out.printf("%8d %8d %9d %10.0f %10.1f %8.2f %8.0f %8.2f %7d%n", point.slowdown(),
					point.sections(), point.instances(), point.bookingsPerSecond(), point.bookingsPerTransaction(),
					point.writeUnitsPerBooking(), point.retries(), point.cores(), point.errors()));
		for (int slowdown : List.of(1, SLOW_MOTION)) {
			draw(slowdown);
		}
	}

	private void measure(int slowdown) throws InterruptedException {
		try (JavaProcess dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of("http"),
				DynamoDbServer.OPTIONS, LocalDynamoDbServer.class.getName(),
				"--latency=%d-%d".formatted(MIN_LATENCY, MAX_LATENCY), "--units=" + UNITS, "--slowdown=" + slowdown)) {
			URI endpoint = URI.create("http" + dynamoDb.awaitLine("http", Duration.ofMinutes(1)));
			try (Database database = new Database(endpoint)) {
				database.client().listTables();
				for (int instances : INSTANCES) {
					measure(slowdown, instances, endpoint, new LoadGenerator(settings(slowdown), dynamoDb), database);
				}
				database.audit(PREFIX);
			}
		}
	}

	private void measure(int slowdown, int instances, URI endpoint, LoadGenerator load, Database database)
			throws InterruptedException {
		List<ServiceProcess> services = new ArrayList<>();
		try {
			for (int no = 1; no <= instances; no++) {
				ServiceProcess service = new ServiceProcess("fleet-" + instances + "-" + no, PREFIX, this.settings,
						endpoint, "--ticketly.fleet.secret=" + instances,
						// In slow motion, calls exceed the default timeouts.
						"--ticketly.sales.deadline=60s", "--ticketly.dynamodb.attempt-timeout=20s",
						"--ticketly.dynamodb.call-timeout=40s");
				services.add(service);
				service.awaitReady();
			}
			TestData testData = new TestData(database.client(), PREFIX);
			String first = testData.schedule(1, SECTION, Benchmark.SLOT_START).getFirst();
			services.forEach((service) -> service.registerCustomers(CUSTOMERS, first));
			// Warms up the JVMs; the result is discarded.
			sell(load, testData, services, slowdown, SECTIONS.getLast());
			for (int sections : SECTIONS) {
				this.points.add(sell(load, testData, services, slowdown, sections));
			}
		}
		finally {
			services.forEach(ServiceProcess::close);
		}
	}

	private Point sell(LoadGenerator load, TestData testData, List<ServiceProcess> services, int slowdown, int sections)
			throws InterruptedException {
		String title = "growth, slowdown %d, sections %d, instances %d".formatted(slowdown, sections, services.size());
		System.out.println(title);
		int needed = Math.min(maxSoldOutSlots(slowdown),
				load.sections(LoadGenerator.SECTIONS_PER_SECOND_GROUPED) / sections);
		List<String> slots = testData.schedule(2 + needed, sections * SECTION, Benchmark.SLOT_START);
		List<Measurement> all = load.gatling(title, OnSaleSimulation.class, services,
				Map.of("benchmark.slots", load.writeSlotIds(slots), "benchmark.capacity",
						Integer.toString(sections * SECTION), "benchmark.customers", Integer.toString(CUSTOMERS),
						"benchmark.users", Integer.toString(sections * USERS_PER_SECTION), "benchmark.url",
						services.stream().map(ServiceProcess::url).collect(Collectors.joining(","))));
		double seconds = all.getFirst().seconds();
		double bookings = all.stream().mapToDouble(Measurement::bookings).sum();
		return new Point(slowdown, sections, services.size(), bookings / seconds,
				bookings / all.stream().mapToDouble(Measurement::transactions).sum(),
				all.stream().mapToDouble(Measurement::writeUnits).sum() / bookings,
				all.stream().mapToDouble(Measurement::retries).sum(),
				all.stream()
					.mapToDouble((one) -> one.serviceSeconds() + one.dynamoDbSeconds() + one.gatlingSeconds())
					.sum() / seconds,
				all.getFirst().errors());
	}

	/**
	 * Returns the maximum number of slots sold out in a run. Selling out takes at least
	 * two transactions of mean latency.
	 */
	private int maxSoldOutSlots(int slowdown) {
		return (int) settings(slowdown).loadDuration().toMillis() / (slowdown * (MIN_LATENCY + MAX_LATENCY));
	}

	/**
	 * Returns the settings for a slowdown. The window is twice as long in slow motion,
	 * where a call takes about 1.5 seconds.
	 */
	private Settings settings(int slowdown) {
		return (slowdown == 1) ? this.settings : this.settings.withWindow(this.settings.window().multipliedBy(2));
	}

	private void draw(int slowdown) throws IOException {
		XYChart chart = new XYChartBuilder().width(680)
			.height(360)
			.title((slowdown == 1)
					? "Latency %d to %d ms, %d write units per second".formatted(MIN_LATENCY, MAX_LATENCY, UNITS)
					: "Slow motion, 1 : " + slowdown)
			.xAxisTitle("sections of the slot")
			.yAxisTitle("bookings per second" + ((slowdown == 1) ? "" : " of slow motion"))
			.build();
		chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
		chart.getStyler().setYAxisMin(0.0);
		chart.getStyler().setXAxisMax((double) SECTIONS.getLast());
		for (int instances : INSTANCES) {
			List<Point> line = this.points.stream()
				.filter((point) -> point.slowdown() == slowdown && point.instances() == instances)
				.toList();
			chart.addSeries((instances == 1) ? "1 instance" : instances + " instances",
					line.stream().mapToDouble(Point::sections).toArray(),
					line.stream().mapToDouble(Point::bookingsPerSecond).toArray());
		}
		BitmapEncoder.saveBitmap(chart,
				Settings.DIRECTORY.resolve((slowdown == 1) ? "growth" : "growth-slow-motion").toString(),
				BitmapFormat.PNG);
	}

}
