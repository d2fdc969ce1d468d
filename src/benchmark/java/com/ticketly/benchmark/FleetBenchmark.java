package com.ticketly.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import com.ticketly.dynamodb.LocalDynamoDbServer;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares fleets of one, two and four instances that sell the same slots, on a
 * simulation of DynamoDB on AWS. The fleets sell in turns, and all of their processes run
 * all the time, so that they are equally warm.
 */
final class FleetBenchmark {

	private static final int SECTION = 500;

	private static final int CUSTOMERS = 32;

	private static final List<Integer> SIZES = List.of(1, 2, 4);

	/**
	 * How many instances without a secret sell for comparison.
	 */
	private static final List<Integer> ALONE = List.of(1, 4);

	private static final List<Sale> SALES = List.of(new Sale("1 section", 1, 128), new Sale("8 sections", 8, 256));

	/**
	 * How many bookings an instance makes before it is measured. JVMs get faster until
	 * then, and an instance of four gets only a quarter of the requests.
	 */
	private static final int WARM_BOOKINGS = 30_000;

	private static final String SECRET = "for measurements only";

	private final Settings settings;

	private final Map<String, List<Point>> points = new LinkedHashMap<>();

	FleetBenchmark(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Runs the benchmark.
	 * @return the number of failed requests
	 */
	long run() throws InterruptedException, IOException {
		try (JavaProcess dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of("http"),
				DynamoDbServer.OPTIONS, LocalDynamoDbServer.class.getName())) {
			URI endpoint = URI.create("http" + dynamoDb.awaitLine("http", Duration.ofMinutes(1)));
			List<ServiceProcess> all = new ArrayList<>();
			try (Database database = new Database(endpoint)) {
				database.client().listTables();
				Map<String, List<ServiceProcess>> fleets = new LinkedHashMap<>();
				for (int size : SIZES) {
					fleets.put("fleet of " + size, start("fleet-" + size, size, endpoint, all));
				}
				for (int size : ALONE) {
					fleets.put(size + " alone", start("alone-" + size, size, endpoint, all, ""));
				}
				LoadGenerator load = new LoadGenerator(this.settings, dynamoDb);
				for (List<ServiceProcess> fleet : fleets.values()) {
					warmUp(fleet, load, database);
				}
				for (int round = 1; round <= this.settings.rounds(); round++) {
					for (Sale sale : SALES) {
						for (Map.Entry<String, List<ServiceProcess>> fleet : fleets.entrySet()) {
							measure(sale, fleet.getKey(), fleet.getValue(), load, database);
						}
					}
				}
			}
			finally {
				all.forEach(ServiceProcess::close);
			}
		}
		print();
		draw();
		return this.points.values().stream().flatMap(List::stream).mapToLong(Point::errors).sum();
	}

	private List<ServiceProcess> start(String prefix, int size, URI endpoint, List<ServiceProcess> all)
			throws InterruptedException {
		return start(prefix, size, endpoint, all, SECRET);
	}

	private List<ServiceProcess> start(String prefix, int size, URI endpoint, List<ServiceProcess> all, String secret)
			throws InterruptedException {
		List<ServiceProcess> fleet = new ArrayList<>();
		for (int no = 1; no <= size; no++) {
			ServiceProcess service = new ServiceProcess(prefix + "-" + no, prefix + "-", this.settings, endpoint,
					"--ticketly.fleet.secret=" + secret);
			fleet.add(service);
			all.add(service);
			service.awaitReady();
		}
		return fleet;
	}

	private void warmUp(List<ServiceProcess> fleet, LoadGenerator load, Database database) throws InterruptedException {
		TestData testData = new TestData(database.client(), fleet.getFirst().prefix());
		String first = testData.schedule(1, SECTION, Benchmark.SLOT_START).getFirst();
		fleet.forEach((service) -> service.registerCustomers(CUSTOMERS, first));
		double bookings = 0;
		for (int i = 0; bookings < fleet.size() * WARM_BOOKINGS; i++) {
			Point point = sell(SALES.get(i % SALES.size()), "warm-up", fleet, load, database);
			bookings += point.bookings();
		}
	}

	private void measure(Sale sale, String name, List<ServiceProcess> fleet, LoadGenerator load, Database database)
			throws InterruptedException {
		Point point = sell(sale, name, fleet, load, database);
		this.points.computeIfAbsent(sale.name() + ", " + name, (key) -> new ArrayList<>()).add(point);
		System.out.println(sale.name() + ", " + name + ": " + point);
	}

	private Point sell(Sale sale, String name, List<ServiceProcess> fleet, LoadGenerator load, Database database)
			throws InterruptedException {
		String prefix = fleet.getFirst().prefix();
		database.empty(prefix);
		int slots = 2 + load.sections(LoadGenerator.SECTIONS_PER_SECOND_GROUPED) / sale.sections();
		int capacity = sale.sections() * SECTION;
		List<Measurement> measured = load.gatling("fleet, " + sale.name() + ", " + name, OnSaleSimulation.class, fleet,
				Map.of("benchmark.slots",
						load.writeSlotIds(new TestData(database.client(), prefix).schedule(slots, capacity,
								Benchmark.SLOT_START)),
						"benchmark.capacity", Integer.toString(capacity), "benchmark.customers",
						Integer.toString(CUSTOMERS), "benchmark.tickets", "1", "benchmark.users",
						Integer.toString(sale.users()), "benchmark.url",
						fleet.stream().map(ServiceProcess::url).collect(Collectors.joining(","))));
		database.audit(prefix);
		double bookings = sum(measured, Measurement::bookings);
		double serviceSeconds = sum(measured, Measurement::serviceSeconds);
		double others = sum(measured, (one) -> one.dynamoDbSeconds() + one.gatlingSeconds());
		return new Point(bookings, bookings / measured.getFirst().seconds(), measured.getFirst().p99(),
				sum(measured, Measurement::writeUnits) / bookings, bookings / sum(measured, Measurement::transactions),
				1000 * serviceSeconds / bookings, 1000 * (serviceSeconds + others) / bookings,
				sum(measured, Measurement::retries), measured.getFirst().errors());
	}

	private static double sum(List<Measurement> measured, ToDoubleFunction<Measurement> figure) {
		return measured.stream().mapToDouble(figure).sum();
	}

	private void print() throws IOException {
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(Settings.DIRECTORY.resolve("fleet.json"), this.points);
		System.out.printf("%nMedians%n%-28s %10s %8s %6s %8s %8s %8s %7s%n", "", "bookings/s", "p99 ms", "WU/b",
				"b./trans.", "service", "all ms", "errors");
		this.points.forEach((name, all) -> System.out.printf("%-28s %10.0f %8.0f %6.2f %8.1f %8.2f %8.2f %7d%n", name,
				Measurement.median(all, Point::bookingsPerSecond), Measurement.median(all, Point::p99),
				Measurement.median(all, Point::writeUnits), Measurement.median(all, Point::bookingsPerTransaction),
				Measurement.median(all, Point::serviceMillis), Measurement.median(all, Point::millis),
				all.stream().mapToLong(Point::errors).sum()));
	}

	private void draw() throws IOException {
		CategoryChart chart = new CategoryChartBuilder().width(680)
			.height(360)
			.title("Slots sold by fleets, medians of " + this.settings.rounds())
			.yAxisTitle("bookings per second")
			.build();
		chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
		List<String> sales = SALES.stream().map(Sale::name).toList();
		this.points.keySet()
			.stream()
			.map((title) -> title.substring(title.indexOf(", ") + 2))
			.distinct()
			.forEach((fleet) -> chart.addSeries(fleet, sales,
					sales.stream()
						.map((sale) -> Measurement.median(this.points.getOrDefault(sale + ", " + fleet, List.of()),
								Point::bookingsPerSecond))
						.toList()));
		BitmapEncoder.saveBitmap(chart, Settings.DIRECTORY.resolve("fleet").toString(), BitmapFormat.PNG);
	}

	/**
	 * A sale of slots, one after the other.
	 *
	 * @param sections the number of sections of a slot
	 * @param users the number of concurrent customers, who each buy one ticket after the
	 * other
	 */
	private record Sale(String name, int sections, int users) {
	}

	/**
	 * The measurement of a fleet, summed over its instances.
	 *
	 * @param p99 the 99th percentile of the latency of a booking in milliseconds
	 * @param writeUnits the write units of successful transactions per booking
	 * @param serviceMillis the processor time of the instances per booking
	 * @param millis the processor time of all processes per booking
	 * @param retries the number of retried requests to DynamoDB and of transactions
	 * refused because of a conflict
	 * @param errors the number of failed requests
	 */
	private record Point(double bookings, double bookingsPerSecond, double p99, double writeUnits,
			double bookingsPerTransaction, double serviceMillis, double millis, double retries, long errors) {
	}

}
