package com.ticketly.commit;

import java.time.Duration;

/**
 * The time until which a caller waits for a result.
 *
 * @param nanoTime the time, by {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

	/**
	 * Returns the deadline that is a duration from now.
	 */
	public static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	/**
	 * Returns the time that is left, in nanoseconds, 0 if the deadline has passed.
	 */
	long remainingNanos() {
		return Math.max(0, this.nanoTime - System.nanoTime());
	}

}
