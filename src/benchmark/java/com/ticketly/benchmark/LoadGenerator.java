package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Generates load on a service, or directly on DynamoDB Local, and measures it.
 */
final class LoadGenerator {

	/**
	 * The prefix of the line with the result of a load process, which is JSON.
	 */
	static final String RESULT = "Result: ";

	private static final Duration TIMEOUT = Duration.ofMinutes(3);

	private static final List<String> PREFIXES = List.of(MeasurementWindow.BEGINS, MeasurementWindow.ENDS, RESULT);

	private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders",
			// The options of Gatling's own launcher.
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dgatling.netty.useNativeTransport=false",
			"-Dgatling.ssl.useOpenSsl=false");

	/**
	 * The maximum number of sections sold out per second with group commit.
	 */
	static final int SECTIONS_PER_SECOND_GROUPED = 40;

	/**
	 * The maximum number of sections sold out per second without group commit.
	 */
	static final int SECTIONS_PER_SECOND_SINGLE = 10;

	private final Settings settings;

	private final JavaProcess dynamoDb;

	private int runs;

	private int files;

	LoadGenerator(Settings settings, JavaProcess dynamoDb) {
		this.settings = settings;
		this.dynamoDb = dynamoDb;
	}

	/**
	 * Runs a Gatling simulation.
	 * @param title the title of the report
	 * @param services the services under load
	 * @param properties the system properties of the simulation
	 * @return the measurement of each service
	 */
	List<Measurement> gatling(String title, Class<?> simulation, List<ServiceProcess> services,
			Map<String, String> properties) throws InterruptedException {
		String name = name(title);
		Path folder = Settings.DIRECTORY.resolve("gatling").resolve(name);
		try (JavaProcess gatling = start(name, properties, GatlingMain.class.getName(), "--simulation",
				simulation.getName(), "--results-folder", folder.toString(), "--run-description", title)) {
			gatling.awaitLine(MeasurementWindow.BEGINS, TIMEOUT);
			List<Snapshot> begin = services.stream().map((service) -> begin(service, gatling)).toList();
			gatling.awaitLine(MeasurementWindow.ENDS, TIMEOUT);
			List<Snapshot> end = services.stream().map((service) -> end(service, gatling)).toList();
			// Only the simulation of lone bookings measures each service separately.
			List<RequestTimer.Summary> summaries = new ArrayList<>();
			for (int i = 0; i < ((simulation == LoneBookingSimulation.class) ? services.size() : 1); i++) {
				summaries
					.add(JsonMapper.shared().readValue(gatling.awaitLine(RESULT, TIMEOUT), RequestTimer.Summary.class));
			}
			List<Measurement> measured = new ArrayList<>();
			for (int i = 0; i < services.size(); i++) {
				measured.add(end.get(i)
					.since(begin.get(i), summaries.get(Math.min(i, summaries.size() - 1)), services.size()));
			}
			gatling.awaitExit(TIMEOUT);
			return measured;
		}
	}

	/**
	 * Takes a snapshot at the beginning of the window. Both snapshots exclude the
	 * processor time of reading the counters, most of which is spent on password hashing:
	 * the first reads the counters before the processor times, the last one after them.
	 */
	private Snapshot begin(ServiceProcess service, JavaProcess gatling) {
		Counters counters = service.counters();
		return snapshot(counters, service, gatling);
	}

	private Snapshot end(ServiceProcess service, JavaProcess gatling) {
		Snapshot before = snapshot(Counters.NONE, service, gatling);
		return new Snapshot(before.nanos(), service.counters(), before.service(), before.dynamoDb(), before.load());
	}

	private Snapshot snapshot(Counters counters, ServiceProcess service, JavaProcess gatling) {
		return new Snapshot(System.nanoTime(), counters, service.processorTime(), this.dynamoDb.processorTime(),
				gatling.processorTime());
	}

	/**
	 * Runs {@link SdkBaseline}.
	 * @param endpoint the endpoint of DynamoDB Local
	 * @param prefix the prefix of the tables
	 * @param groupSize the average number of bookings per transaction
	 * @param loops the number of sections that are sold concurrently
	 */
	Measurement baseline(String title, String endpoint, String prefix, double groupSize, int loops)
			throws InterruptedException {
		Map<String, String> properties = Map.of("benchmark.dynamodb", endpoint, "benchmark.prefix", prefix,
				"benchmark.group-size", Double.toString(groupSize), "benchmark.loops", Integer.toString(loops));
		try (JavaProcess baseline = start(name(title), properties, SdkBaseline.class.getName(), Integer
			.toString(loops + sections((groupSize > 2) ? SECTIONS_PER_SECOND_GROUPED : SECTIONS_PER_SECOND_SINGLE)))) {
			baseline.awaitLine(MeasurementWindow.BEGINS, TIMEOUT);
			long start = System.nanoTime();
			Duration processorBefore = baseline.processorTime();
			Duration dynamoDbBefore = this.dynamoDb.processorTime();
			baseline.awaitLine(MeasurementWindow.ENDS, TIMEOUT);
			double seconds = (System.nanoTime() - start) / 1e9;
			double processor = Snapshot.seconds(baseline.processorTime().minus(processorBefore));
			double dynamoDbProcessor = Snapshot.seconds(this.dynamoDb.processorTime().minus(dynamoDbBefore));
			SdkBaseline.Result result = JsonMapper.shared()
				.readValue(baseline.awaitLine(RESULT, TIMEOUT), SdkBaseline.Result.class);
			baseline.awaitExit(TIMEOUT);
			return new Measurement(1, seconds, result.bookings(), 0, result.p50(), result.p99(), result.transactions(),
					result.transactions() * result.p50() / 1e3, result.writeUnits(), 0, 0, 0, 0, 0, processor,
					dynamoDbProcessor, 0);
		}
	}

	/**
	 * Returns the number of sections that are enough for a run.
	 * @param perSecond the maximum number of sections sold out per second
	 */
	int sections(int perSecond) {
		return (int) this.settings.loadDuration().toSeconds() * perSecond;
	}

	/**
	 * Writes slot ids to a file for a simulation, one per line.
	 * @return the path of the file
	 */
	String writeSlotIds(List<String> slots) {
		try {
			return Files.write(Settings.DIRECTORY.resolve("slots-" + ++this.files + ".txt"), slots).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String name(String title) {
		return "%02d-%s".formatted(++this.runs, title.replaceAll("\\W+", "-"));
	}

	private JavaProcess start(String name, Map<String, String> properties, String mainClass, String... arguments) {
		List<String> options = new ArrayList<>(OPTIONS);
		options.add("-Dbenchmark.warm-up=" + this.settings.warmUp());
		options.add("-Dbenchmark.window=" + this.settings.window());
		properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
		return JavaProcess.ofMain(Settings.DIRECTORY.resolve("logs").resolve(name + ".log"), PREFIXES, options,
				mainClass, arguments);
	}

}
