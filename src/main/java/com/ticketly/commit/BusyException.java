package com.ticketly.commit;

import java.time.Duration;

/**
 * Thrown when a request is refused because too many wait, or when a command has no result
 * in time and the caller needs the result to continue.
 */
public final class BusyException extends RuntimeException {

	private final Duration retryAfter;

	public BusyException(Duration retryAfter) {
		super("Too many requests or commands wait, or there was no result in time", null, false, false);
		this.retryAfter = retryAfter;
	}

	<T> T raise() {
		throw this;
	}

	/**
	 * Returns after what time the caller should retry.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
