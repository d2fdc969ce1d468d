package com.ticketly.signin;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown when too many sign-ins from one address failed, or when a sign-in waited too
 * long for others.
 */
public final class TooManySignInsException extends AuthenticationException {

	private final Duration retryAfter;

	public TooManySignInsException(Duration retryAfter) {
		super("Too many failed sign-ins");
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns how long to wait before the next sign-in.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
