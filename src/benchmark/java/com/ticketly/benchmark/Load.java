package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * Puts load on a service, or on DynamoDB Local without one, for a while.
 */
final class Load {

	static final String RESULT = "Result: ";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final List<String> MARKS = List.of(Timing.BEGINS, Timing.ENDS, RESULT);

	private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders",
			// As Gatling's own launcher does.
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dgatling.netty.useNativeTransport=false",
			"-Dgatling.ssl.useOpenSsl=false");

	/**
	 * How many sections are sold out in a second at most, with groups.
	 */
	static final int FAST = 40;

	/**
	 * Likewise without.
	 */
	static final int SLOW = 10;

	private final Settings settings;

	private final JavaProcess dynamoDb;

	private int runs;

	private int files;

	Load(Settings settings, JavaProcess dynamoDb) {
		this.settings = settings;
		this.dynamoDb = dynamoDb;
	}

	/**
	 * Runs a simulation.
	 * @param title what its report is called
	 * @param services what is loaded
	 * @param properties what the simulation needs to know
	 * @return what was measured of each service
	 */
	List<Measurement> gatling(String title, Class<?> simulation, List<Service> services, Map<String, String> properties)
			throws InterruptedException {
		String name = name(title);
		Path folder = Settings.DIRECTORY.resolve("gatling").resolve(name);
		try (JavaProcess gatling = start(name, properties, GatlingRun.class.getName(), "--simulation",
				simulation.getName(), "--results-folder", folder.toString(), "--run-description", title)) {
			gatling.await(Timing.BEGINS, PATIENCE);
			List<Snapshot> begin = services.stream().map((service) -> begin(service, gatling)).toList();
			gatling.await(Timing.ENDS, PATIENCE);
			List<Snapshot> end = services.stream().map((service) -> end(service, gatling)).toList();
			// A simulation times each service, or all of them together.
			List<Stopwatch.Times> times = new ArrayList<>();
			for (int i = 0; i < ((simulation == LoneBookingSimulation.class) ? services.size() : 1); i++) {
				times.add(JsonMapper.shared().readValue(gatling.await(RESULT, PATIENCE), Stopwatch.Times.class));
			}
			List<Measurement> measured = new ArrayList<>();
			for (int i = 0; i < services.size(); i++) {
				measured.add(end.get(i).since(begin.get(i), times.get(Math.min(i, times.size() - 1)), services.size()));
			}
			gatling.awaitEnd(PATIENCE);
			return measured;
		}
	}

	/**
	 * Looks at a service when the window begins. What the look costs, which is mostly to
	 * check a password, is left out, here and at the end.
	 */
	private Snapshot begin(Service service, JavaProcess gatling) {
		Counters counters = service.counters();
		return snapshot(counters, service, gatling);
	}

	private Snapshot end(Service service, JavaProcess gatling) {
		Snapshot before = snapshot(Counters.NONE, service, gatling);
		return new Snapshot(before.nanos(), service.counters(), before.service(), before.dynamoDb(), before.load());
	}

	private Snapshot snapshot(Counters counters, Service service, JavaProcess gatling) {
		return new Snapshot(System.nanoTime(), counters, service.processorTime(), this.dynamoDb.processorTime(),
				gatling.processorTime());
	}

	/**
	 * Runs bare loops.
	 * @param endpoint of DynamoDB Local
	 * @param prefix of the tables
	 * @param groupSize how many bookings a transaction has
	 * @param loops how many sections are sold at once
	 */
	Measurement bare(String title, String endpoint, String prefix, double groupSize, int loops)
			throws InterruptedException {
		Map<String, String> properties = Map.of("benchmark.dynamodb", endpoint, "benchmark.prefix", prefix,
				"benchmark.group-size", Double.toString(groupSize), "benchmark.loops", Integer.toString(loops));
		try (JavaProcess bare = start(name(title), properties, BareLoop.class.getName(),
				Integer.toString(loops + sections((groupSize > 2) ? FAST : SLOW)))) {
			bare.await(Timing.BEGINS, PATIENCE);
			long start = System.nanoTime();
			Duration bareBefore = bare.processorTime();
			Duration dynamoDbBefore = this.dynamoDb.processorTime();
			bare.await(Timing.ENDS, PATIENCE);
			double seconds = (System.nanoTime() - start) / 1e9;
			double processor = Snapshot.seconds(bare.processorTime().minus(bareBefore));
			double dynamoDbProcessor = Snapshot.seconds(this.dynamoDb.processorTime().minus(dynamoDbBefore));
			BareLoop.Result result = JsonMapper.shared().readValue(bare.await(RESULT, PATIENCE), BareLoop.Result.class);
			bare.awaitEnd(PATIENCE);
			return new Measurement(1, seconds, result.bookings(), 0, result.p50(), result.p99(), result.transactions(),
					result.transactions() * result.p50() / 1e3, result.writeUnits(), 0, 0, 0, 0, 0, processor,
					dynamoDbProcessor, 0);
		}
	}

	/**
	 * Returns how many sections a run may need.
	 * @param perSecond how many are sold out in a second at most
	 */
	int sections(int perSecond) {
		return (int) this.settings.runs().toSeconds() * perSecond;
	}

	/**
	 * Writes slots down for a simulation.
	 * @return the file
	 */
	String file(List<String> slots) {
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
		return JavaProcess.ofMain(Settings.DIRECTORY.resolve("logs").resolve(name + ".log"), MARKS, options, mainClass,
				arguments);
	}

}
