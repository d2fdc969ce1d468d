package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Latency of calls, uniformly distributed over a range. A realistic tail would need
 * measurements of real tables.
 *
 * @param from the shortest latency
 * @param to the longest latency
 * @param random the source of random numbers, which must be thread-safe
 */
public record Latency(Duration from, Duration to, RandomGenerator random) {

	public Latency {
		if (from.isNegative() || to.compareTo(from) < 0) {
			throw new IllegalArgumentException("The latency range from %s to %s is not valid".formatted(from, to));
		}
	}

	/**
	 * Returns the latency of a range. The same seed produces the same sequence.
	 * @throws IllegalArgumentException if {@code from} is negative or longer than
	 * {@code to}
	 */
	public static Latency between(Duration from, Duration to, long seed) {
		return new Latency(from, to, new Random(seed));
	}

	/**
	 * Returns a random latency of the range.
	 */
	Duration draw() {
		return Duration.ofNanos(this.random.nextLong(this.from.toNanos(), this.to.toNanos() + 1));
	}

}
