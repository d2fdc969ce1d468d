package com.ticketly.api;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * A try of a request, which may have been sent before.
 *
 * @param key names the request, whoever else uses the same {@code Idempotency-Key}; null
 * without one
 * @param method how it is asked
 * @param path what is asked for
 * @param base where the service is, as the client sees it
 */
record Attempt(@Nullable String key, String method, String path, URI base) {

	/**
	 * The name of the header with the client's key.
	 */
	static final String HEADER = "Idempotency-Key";

	/**
	 * The most characters of a client's key.
	 */
	static final int MAX_KEY = 255;

	/**
	 * Returns where something is. It can be asked for when the request is not at hand any
	 * more.
	 */
	URI location(String... path) {
		return UriComponentsBuilder.fromUri(this.base).pathSegment(path).build().toUri();
	}

}
