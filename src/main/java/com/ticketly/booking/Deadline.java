package com.ticketly.booking;

import java.time.Duration;

/**
 * Until when somebody waits for an answer, whatever it takes to find it.
 *
 * @param nanoTime the time by {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	/**
	 * Returns how long that is from now, in nanoseconds, at least 0.
	 */
	long remaining() {
		return Math.max(0, this.nanoTime - System.nanoTime());
	}

}
