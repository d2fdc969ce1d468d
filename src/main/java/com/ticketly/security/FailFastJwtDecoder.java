package com.ticketly.security;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Decodes tokens and fails fast while their issuer is unavailable. The first token that
 * is decoded loads the issuer's configuration, which blocks until a timeout if the issuer
 * does not respond. Until one token has been decoded, one request at a time tries, and
 * requests that wait longer than two seconds fail.
 */
final class FailFastJwtDecoder implements JwtDecoder {

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	private final JwtDecoder decoder;

	private final Semaphore initialization = new Semaphore(1);

	private volatile boolean initialized;

	FailFastJwtDecoder(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	@Override
	public Jwt decode(String token) {
		return this.initialized ? this.decoder.decode(token) : decodeFirst(token);
	}

	private Jwt decodeFirst(String token) {
		if (!mayInitialize()) {
			throw new JwtException("The token issuer has not responded yet");
		}
		try {
			Jwt jwt = this.decoder.decode(token);
			this.initialized = true;
			return jwt;
		}
		catch (JwtDecoderInitializationException ex) {
			throw new JwtException("The token issuer is not available", ex);
		}
		finally {
			this.initialization.release();
		}
	}

	private boolean mayInitialize() {
		try {
			return this.initialization.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
