package com.ticketly.benchmark;

import java.time.Duration;

/**
 * When a load warms up, and when it is measured, which it tells on its output.
 */
final class Timing {

	static final String BEGINS = "The window begins";

	static final String ENDS = "The window ends";

	private final long warmUp = Duration.parse(System.getProperty("benchmark.warm-up")).toNanos();

	private final long window = Duration.parse(System.getProperty("benchmark.window")).toNanos();

	private volatile long start;

	void begin() {
		this.start = System.nanoTime();
		Thread.ofPlatform().daemon().start(() -> {
			sleep(this.warmUp);
			System.out.println(BEGINS);
			sleep(this.window);
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
	 * Returns whether what began at a time and ends now is within the window.
	 */
	boolean isMeasuredFrom(long nanos) {
		return nanos - this.start >= this.warmUp && isMeasured();
	}

	boolean isMeasured() {
		return System.nanoTime() - this.start < this.warmUp + this.window;
	}

}
