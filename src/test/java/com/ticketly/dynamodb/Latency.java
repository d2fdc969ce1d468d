package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How long calls take: any time of a range, each as likely as another. A range is all
 * that is known; a shape with a tail would need figures of one's own tables.
 *
 * @param from the shortest
 * @param to the longest
 * @param random draws the times, for several threads at once
 */
public record Latency(Duration from, Duration to, RandomGenerator random) {

	public Latency {
		if (from.isNegative() || to.compareTo(from) < 0) {
			throw new IllegalArgumentException("Not a range of times: %s to %s".formatted(from, to));
		}
	}

	/**
	 * Draws from a range, the same times in the same order for the same seed.
	 */
	public static Latency between(Duration from, Duration to, long seed) {
		return new Latency(from, to, new Random(seed));
	}

	Duration draw() {
		return Duration.ofNanos(this.random.nextLong(this.from.toNanos(), this.to.toNanos() + 1));
	}

}
