package com.ticketly.limit;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;

/**
 * A limit of one kind of callers.
 */
final class Limit {

	private final String name;

	private final long max;

	private final Duration window;

	private final String policy;

	private final Counter refused;

	/**
	 * Creates a limit.
	 * @param name what is limited
	 * @param max how much of it a caller may ask for at once, and within the window; 0
	 * for no limit
	 * @param refused counts the requests that exceed it
	 */
	Limit(String name, long max, Duration window, Counter refused) {
		this.name = name;
		this.max = max;
		this.window = window;
		this.policy = (max > 0) ? "\"%s\";q=%d;w=%d".formatted(name, max, window.toSeconds()) : "";
		this.refused = refused;
	}

	long max() {
		return this.max;
	}

	Duration window() {
		return this.window;
	}

	/**
	 * Returns the item of this limit in {@code RateLimit-Policy}, empty if there is no
	 * limit.
	 */
	String policy() {
		return this.policy;
	}

	/**
	 * Returns the item of this limit in {@code RateLimit}.
	 * @param remaining how much a caller may still ask for at once
	 */
	String state(long remaining) {
		long fullIn = Math.ceilDiv((this.max - remaining) * this.window.toMillis(), this.max * 1000);
		return "\"" + this.name + "\";r=" + remaining + ";t=" + fullIn;
	}

	QuotaExceededException exceeded(Duration retryAfter) {
		this.refused.increment();
		return new QuotaExceededException(this.name, retryAfter);
	}

}
