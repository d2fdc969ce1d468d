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
 * Shows how sales grow with sections and instances on a database that is slow, and never
 * busy, as DynamoDB is.
 * <p>
 * Everything shares the processors of one machine, which are busy before such a database
 * would be. So the same is shown once more with a database that is slower in all
 * respects, as if it were watched in slow motion.
 */
final class Growth {

	private static final List<Integer> SECTIONS = List.of(1, 4, 16);

	private static final List<Integer> INSTANCES = List.of(1, 2, 4);

	private static final int SECTION = 500;

	private static final int SLOW_MOTION = 100;

	/**
	 * How many want to book at once: as many as fill a transaction, but no more than half
	 * of the bookings of a section, so that one slot is on sale and not two.
	 */
	private static final int BOOKERS_OF_SECTION = 100;

	/**
	 * Who they are: few enough to be known to every instance, and enough to share the
	 * units of the index by user.
	 */
	private static final int CUSTOMERS = 32;

	private static final int LEAST_LATENCY = 5;

	private static final int MOST_LATENCY = 25;

	private static final int UNITS = 1000;

	private final Settings settings;

	private final List<Point> points = new ArrayList<>();

	Growth(Settings settings) {
		this.settings = settings;
	}

	/**
	 * What was measured.
	 *
	 * @param slowdown how many times slower than DynamoDB the database is
	 * @param sections how many sections a hot slot has
	 * @param instances how many instances sell it
	 * @param bookingsPerSecond what all of them sell
	 * @param bookingsPerTransaction how many are written together
	 * @param writeUnitsPerBooking of what was written; what was refused is not told
	 * @param retries transactions that were refused or sent again
	 * @param cores how many processors all processes use
	 * @param errors requests that failed
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
				"--latency=%d-%d".formatted(LEAST_LATENCY, MOST_LATENCY), "--units=" + UNITS,
				"--slowdown=" + slowdown)) {
			URI endpoint = URI.create("http" + dynamoDb.await("http", Duration.ofMinutes(1)));
			List<Service> services = new ArrayList<>();
			try (Database database = new Database(endpoint)) {
				database.client().listTables();
				for (int no = 1; no <= INSTANCES.getLast(); no++) {
					Service service = new Service("instance-" + no, "growth-", this.settings, endpoint,
							// Slow motion takes its time, and is no outage.
							"--ticketly.sales.deadline=60s", "--ticketly.dynamodb.attempt-timeout=20s",
							"--ticketly.dynamodb.call-timeout=40s");
					services.add(service);
					service.awaitReady();
				}
				Load load = new Load(settings(slowdown), dynamoDb);
				Seed seed = new Seed(database.client(), "growth-");
				String first = seed.schedule(1, SECTION, Benchmark.HOT).getFirst();
				services.forEach((service) -> service.meetCustomers(CUSTOMERS, first));
				// Nothing is measured of what is not compiled yet.
				sell(load, seed, services, slowdown, SECTIONS.getLast());
				for (int instances : INSTANCES) {
					for (int sections : SECTIONS) {
						this.points.add(sell(load, seed, services.subList(0, instances), slowdown, sections));
					}
				}
				database.audit("growth-");
			}
			finally {
				services.forEach(Service::close);
			}
		}
	}

	private Point sell(Load load, Seed seed, List<Service> services, int slowdown, int sections)
			throws InterruptedException {
		String title = "growth, slowdown %d, sections %d, instances %d".formatted(slowdown, sections, services.size());
		System.out.println(title);
		int needed = Math.min(soldOut(slowdown), load.sections(Load.FAST) / sections);
		List<String> slots = seed.schedule(2 + needed, sections * SECTION, Benchmark.HOT);
		List<Measurement> all = load.gatling(title, OnSaleSimulation.class, services,
				Map.of("benchmark.slots", load.file(slots), "benchmark.capacity", Integer.toString(sections * SECTION),
						"benchmark.customers", Integer.toString(CUSTOMERS), "benchmark.users",
						Integer.toString(sections * BOOKERS_OF_SECTION), "benchmark.url",
						services.stream().map(Service::url).collect(Collectors.joining(","))));
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
	 * Returns how many slots are sold out at most: each takes two transactions, which are
	 * seldom faster than the mean.
	 */
	private int soldOut(int slowdown) {
		return (int) settings(slowdown).runs().toMillis() / (slowdown * (LEAST_LATENCY + MOST_LATENCY));
	}

	/**
	 * Returns for how long is measured: in slow motion a call takes a second and a half.
	 */
	private Settings settings(int slowdown) {
		return (slowdown == 1) ? this.settings : this.settings.withWindow(this.settings.window().multipliedBy(2));
	}

	private void draw(int slowdown) throws IOException {
		XYChart chart = new XYChartBuilder().width(680)
			.height(360)
			.title((slowdown == 1)
					? "%d to %d ms a call, %d units a second".formatted(LEAST_LATENCY, MOST_LATENCY, UNITS)
					: "The same in slow motion, 1 : " + slowdown)
			.xAxisTitle("sections of the slot")
			.yAxisTitle("bookings a second" + ((slowdown == 1) ? "" : ", of slow motion"))
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
