package com.ticketly.dynamodb;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Limits the write units per second of each partition key. Units that are not used within
 * a second are lost: burst capacity <a href=
 * "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals">does not
 * exceed</a> the limit of a partition.
 */
final class PartitionLimits {

	/**
	 * How long an unused bucket is kept. It is long enough to refill any deficit, so an
	 * evicted bucket is full.
	 */
	private static final Duration EXPIRE_AFTER = Duration.ofMinutes(1);

	private final int unitsPerSecond;

	private final LoadingCache<Partition, Bucket> buckets;

	/**
	 * Creates the limits.
	 * @param unitsPerSecond the write units per second of a partition key, 0 for no limit
	 * @param time the source of the current time
	 */
	PartitionLimits(int unitsPerSecond, TimeMeter time) {
		this.unitsPerSecond = unitsPerSecond;
		this.buckets = Caffeine.newBuilder()
			.ticker(time::currentTimeNanos)
			.expireAfterAccess(EXPIRE_AFTER)
			.build((partition) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(unitsPerSecond).refillGreedy(unitsPerSecond, Duration.ofSeconds(1)))
				.withCustomTimePrecision(time)
				.build());
	}

	/**
	 * Consumes units if enough are available.
	 * @return whether they were consumed
	 */
	boolean take(Partition partition, int units) {
		return this.unitsPerSecond == 0 || this.buckets.get(partition).tryConsume(units);
	}

	/**
	 * Consumes units of a write that can no longer be refused. If not enough are
	 * available, later writes wait for the deficit to be refilled.
	 */
	void charge(Partition partition, int units) {
		if (this.unitsPerSecond > 0) {
			this.buckets.get(partition).consumeIgnoringRateLimits(units);
		}
	}

	/**
	 * Returns whether at least one unit is available.
	 */
	boolean hasUnits(Partition partition) {
		return this.unitsPerSecond == 0 || this.buckets.get(partition).getAvailableTokens() > 0;
	}

	/**
	 * A partition key of a table or of an index.
	 *
	 * @param owner the name of the table, or the names of the table and the index
	 * @param key the value of the partition key
	 */
	record Partition(String owner, AttributeValue key) {
	}

}
