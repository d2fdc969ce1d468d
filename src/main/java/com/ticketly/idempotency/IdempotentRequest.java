package com.ticketly.idempotency;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that is done at most once.
 *
 * @param key the digest of its idempotency key, null if it has none
 * @param fingerprint the digest of its meaning
 * @param attempt identifies this attempt of the request
 * @param earlier the record of an earlier attempt, null if there is none
 * @param storedVersion the version of the stored record, also of one that has ended; 0 if
 * there is none
 * @param purgeAt when the record of this request will end, in seconds since 1970
 */
public record IdempotentRequest(@Nullable String key, String fingerprint, String attempt,
		@Nullable IdempotencyRecord earlier, long storedVersion, long purgeAt) {

	static final IdempotentRequest WITHOUT_KEY = new IdempotentRequest(null, "", "", null, 0, 0);

	/**
	 * Returns the record that is written together with what the request does.
	 * @param result refers to what is made
	 * @return the record, or empty if the request has no key
	 */
	public Optional<IdempotencyRecord> record(String result) {
		return Optional.ofNullable(this.key)
			.map((key) -> new IdempotencyRecord(key, this.fingerprint, this.attempt, result, this.purgeAt,
					this.storedVersion));
	}

	/**
	 * Returns whether an earlier attempt had the same meaning.
	 */
	public boolean matches(IdempotencyRecord earlier) {
		return earlier.fingerprint().equals(this.fingerprint);
	}

}
