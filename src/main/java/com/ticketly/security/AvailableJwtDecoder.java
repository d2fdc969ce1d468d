package com.ticketly.security;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads tokens of an issuer that may not be there: until it has answered once, one
 * request at a time asks it, and the others are soon told to come again.
 */
final class AvailableJwtDecoder implements JwtDecoder {

	/**
	 * How long the second request waits for what the first one learns.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final JwtDecoder decoder;

	private final Semaphore first = new Semaphore(1);

	private volatile boolean answered;

	AvailableJwtDecoder(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	@Override
	public Jwt decode(String token) {
		return this.answered ? this.decoder.decode(token) : decodeFirst(token);
	}

	private Jwt decodeFirst(String token) {
		if (!isFirst()) {
			throw new JwtException("The issuer of tokens has not answered yet");
		}
		try {
			Jwt jwt = this.decoder.decode(token);
			this.answered = true;
			return jwt;
		}
		catch (JwtDecoderInitializationException ex) {
			throw new JwtException("The issuer of tokens cannot be reached", ex);
		}
		finally {
			this.first.release();
		}
	}

	private boolean isFirst() {
		try {
			return this.first.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
