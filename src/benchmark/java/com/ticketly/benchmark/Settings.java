package com.ticketly.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long what is measured.
 *
 * @param jar the packaged service
 * @param scenarios which scenarios, {@code all} for all
 * @param window how long each window is
 * @param rounds how many windows each mode has in the scenarios that alternate
 * @param flightRecorder whether the services are recorded
 */
record Settings(Path jar, List<String> scenarios, Duration window, int rounds, boolean flightRecorder) {

	/**
	 * Where everything is put.
	 */
	static final Path DIRECTORY = Path.of("target", "benchmark");

	static final int USERS = 256;

	static Settings ofSystem() {
		return new Settings(Path.of(System.getProperty("benchmark.jar")),
				List.of(System.getProperty("benchmark.scenarios", "all").split(",")),
				Duration.ofSeconds(Integer.getInteger("benchmark.seconds")), Integer.getInteger("benchmark.rounds"),
				Boolean.getBoolean("benchmark.jfr"));
	}

	boolean has(String scenario) {
		return this.scenarios.contains("all") || this.scenarios.contains(scenario);
	}

	Settings withWindow(Duration window) {
		return new Settings(this.jar, this.scenarios, window, this.rounds, this.flightRecorder);
	}

	/**
	 * Returns how long a window's own load runs before it.
	 */
	Duration warmUp() {
		return this.window.dividedBy(2);
	}

	/**
	 * Returns how long a load runs, in its window and before.
	 */
	Duration runs() {
		return warmUp().plus(this.window);
	}

}
