package com.ticketly.receipt;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that is sent with a key of its own.
 *
 * @param key names the request: a digest of who asks, and of the key
 * @param fingerprint a digest of what is asked for
 * @param claim names the try that is under way, or was answered
 * @param claimedUntil when a try that is under way is taken for lost
 * @param answer what it was answered, null while it is under way
 * @param purgeAt when it is forgotten, in seconds since 1970
 */
public record Receipt(String key, String fingerprint, String claim, Instant claimedUntil, @Nullable StoredAnswer answer,
		long purgeAt) {

	/**
	 * Returns the receipt with an answer.
	 */
	public Receipt answered(StoredAnswer answer) {
		return new Receipt(this.key, this.fingerprint, this.claim, this.claimedUntil, answer, this.purgeAt);
	}

}
