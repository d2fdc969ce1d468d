package com.ticketly.idempotency;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of a request, as a digest.
 *
 * @param digest the digest of the key and of who sent it, null if the request has no key
 * @see <a href=
 * "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 * Idempotency-Key HTTP Header Field</a>
 */
public record IdempotencyKey(@Nullable String digest) {

	/**
	 * Stands for a request without a key.
	 */
	public static final IdempotencyKey NONE = new IdempotencyKey(null);

	/**
	 * Returns the key that a client sent.
	 * @param operator the operator who sent it, null for the public; each operator has
	 * keys of its own, and the public shares its keys, which should therefore be random
	 */
	public static IdempotencyKey of(String key, @Nullable String operator) {
		return new IdempotencyKey(Fingerprint.digest((operator != null) ? List.of(key, operator) : List.of(key)));
	}

}
