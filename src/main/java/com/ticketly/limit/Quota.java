package com.ticketly.limit;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may still ask for under a limit.
 *
 * @param bucket contains it, null if there is no limit
 */
record Quota(Limit limit, @Nullable Bucket bucket) {

	/**
	 * Returns the full quota of one caller.
	 */
	static Quota full(Limit limit, TimeMeter time) {
		return new Quota(limit,
				(limit.max() > 0) ? Bucket.builder()
					.addLimit((bandwidth) -> bandwidth.capacity(limit.max()).refillGreedy(limit.max(), limit.window()))
					.withCustomTimePrecision(time)
					.build() : null);
	}

	/**
	 * Takes from the quota.
	 * @throws QuotaExceededException if less is left; nothing is taken then
	 */
	void take(long amount) {
		if (this.bucket == null) {
			return;
		}
		ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(amount);
		if (!probe.isConsumed()) {
			throw this.limit.exceeded(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
	}

	void giveBack(long amount) {
		if (this.bucket != null) {
			this.bucket.addTokens(amount);
		}
	}

	/**
	 * Returns the item of this quota in {@code RateLimit}, empty if there is no limit.
	 */
	String state() {
		return (this.bucket != null) ? this.limit.state(this.bucket.getAvailableTokens()) : "";
	}

}
