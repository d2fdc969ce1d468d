package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Random;

/**
 * The latency of calls.
 */
@FunctionalInterface
public interface Latency {

	/**
	 * Returns the latency of the next call. This method is thread-safe.
	 */
	Duration draw();

	/**
	 * Returns a latency that is uniformly distributed over a range. The same seed
	 * produces the same sequence. A realistic tail would need measurements of real
	 * tables.
	 * @throws IllegalArgumentException if {@code from} is negative or longer than
	 * {@code to}
	 */
	static Latency between(Duration from, Duration to, long seed) {
		if (from.isNegative() || to.compareTo(from) < 0) {
			throw new IllegalArgumentException("The latency range from %s to %s is not valid".formatted(from, to));
		}
		Random random = new Random(seed);
		return () -> Duration.ofNanos(random.nextLong(from.toNanos(), to.toNanos() + 1));
	}

}
