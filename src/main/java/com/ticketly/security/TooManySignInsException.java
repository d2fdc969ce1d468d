package com.ticketly.security;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * Says that an address failed to sign in too often.
 */
public final class TooManySignInsException extends AuthenticationException {

	private final Duration retryAfter;

	TooManySignInsException(Duration retryAfter) {
		super("Too many failed sign-ins");
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns after what time the address may try again.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
