package com.ticketly.idempotency;

import java.time.Instant;

import com.ticketly.dynamodb.Versioned;

/**
 * The record of a request with an idempotency key.
 *
 * @param key the digest of the key
 * @param fingerprint the digest of the operation's meaning
 * @param attempt identifies the attempt that was written, of all that were sent with the
 * key
 * @param result refers to what was made
 * @param purgeAt when the record ends and DynamoDB may delete it, in seconds since 1970
 */
public record IdempotencyRecord(String key, String fingerprint, String attempt, String result, long purgeAt,
		long version) implements Versioned<IdempotencyRecord> {

	/**
	 * Returns whether the record is still valid at a time. DynamoDB may take days to
	 * delete expired items.
	 */
	public boolean isLive(Instant now) {
		return now.getEpochSecond() < this.purgeAt;
	}

	/**
	 * Returns whether both records are of one command. An attempt tries further commands,
	 * in other sections, after one that was refused.
	 */
	public boolean isOfSameCommand(IdempotencyRecord other) {
		return this.attempt.equals(other.attempt) && this.result.equals(other.result);
	}

	/**
	 * Returns this record as the successor of one that has ended.
	 * @param version the version of the stored record
	 */
	public IdempotencyRecord replacing(long version) {
		return new IdempotencyRecord(this.key, this.fingerprint, this.attempt, this.result, this.purgeAt, version);
	}

	@Override
	public IdempotencyRecord nextVersion() {
		return replacing(this.version + 1);
	}

}
