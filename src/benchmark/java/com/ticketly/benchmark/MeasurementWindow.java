package com.ticketly.benchmark;

import java.time.Duration;

/**
 * The period of a run in which requests are measured. It follows a warm-up. Its start and
 * end are printed to standard output for the parent process.
 */
final class MeasurementWindow {

	static final String BEGINS = "The window begins";

	static final String ENDS = "The window ends";

	private final long warmUp = Duration.parse(System.getProperty("benchmark.warm-up")).toNanos();

	private final long length = Duration.parse(System.getProperty("benchmark.window")).toNanos();

	private volatile long start;

	/**
	 * Starts the warm-up.
	 */
	void begin() {
		this.start = System.nanoTime();
		Thread.ofPlatform().daemon().start(() -> {
			sleep(this.warmUp);
			System.out.println(BEGINS);
			sleep(this.length);
			System.out.println(ENDS);
		});
	}

	private static void sleep(long nanos) {
		try {
			Thread.sleep(Duration.ofNanos(nanos));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	boolean isWarmingUp() {
		return System.nanoTime() - this.start < this.warmUp;
	}

	/**
	 * Returns whether a request that began at a given {@link System#nanoTime()} and ends
	 * now is within the window.
	 */
	boolean isMeasuredFrom(long nanos) {
		return nanos - this.start >= this.warmUp && isRunning();
	}

	/**
	 * Returns whether the window has not ended yet. This includes the warm-up.
	 */
	boolean isRunning() {
		return System.nanoTime() - this.start < this.warmUp + this.length;
	}

}
