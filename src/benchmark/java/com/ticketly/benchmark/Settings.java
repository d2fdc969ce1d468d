package com.ticketly.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Settings of the benchmark.
 *
 * @param jar the path of the packaged service
 * @param otherJar the path of another version to compare with, null to run the scenarios
 * @param scenarios the scenarios to run, or {@code all}
 * @param window the length of a measurement window
 * @param rounds the number of windows of each mode in the {@code on-sale} scenarios
 * @param flightRecorder whether to record the services with JDK Flight Recorder
 */
record Settings(Path jar, @Nullable Path otherJar, List<String> scenarios, Duration window, int rounds,
		boolean flightRecorder) {

	/**
	 * The directory of all results and logs.
	 */
	static final Path DIRECTORY = Path.of("target", "benchmark");

	/**
	 * The default number of concurrent users.
	 */
	static final int USERS = 256;

	static Settings fromSystemProperties() {
		String otherJar = System.getProperty("benchmark.other-jar", "");
		return new Settings(Path.of(System.getProperty("benchmark.jar")), otherJar.isEmpty() ? null : Path.of(otherJar),
				List.of(System.getProperty("benchmark.scenarios", "all").split(",")),
				Duration.ofSeconds(Integer.getInteger("benchmark.seconds")), Integer.getInteger("benchmark.rounds"),
				Boolean.getBoolean("benchmark.jfr"));
	}

	boolean includes(String scenario) {
		return this.scenarios.contains("all") || this.scenarios.contains(scenario);
	}

	Settings withWindow(Duration window) {
		return new Settings(this.jar, this.otherJar, this.scenarios, window, this.rounds, this.flightRecorder);
	}

	/**
	 * Returns these settings for the other version of the service.
	 */
	Settings withOtherJar() {
		return withJar(Objects.requireNonNull(this.otherJar));
	}

	Settings withJar(Path jar) {
		return new Settings(jar, null, this.scenarios, this.window, this.rounds, this.flightRecorder);
	}

	/**
	 * Returns how long the load runs before a window.
	 */
	Duration warmUp() {
		return this.window.dividedBy(2);
	}

	/**
	 * Returns how long the load runs in all, in the warm-up and in the window.
	 */
	Duration loadDuration() {
		return warmUp().plus(this.window);
	}

}
