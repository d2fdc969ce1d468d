package com.ticketly.dynamodb;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Limits the write units of each partition key. What is not used within a second is lost:
 * a burst of DynamoDB's <a href=
 * "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals">does not
 * go beyond</a> the limit of a partition.
 */
final class PartitionLimits {

	/**
	 * Long enough for any debt to be paid: a bucket that is dropped is a full one.
	 */
	private static final Duration IDLE = Duration.ofMinutes(1);

	private final int unitsPerSecond;

	private final LoadingCache<Partition, Bucket> buckets;

	/**
	 * Makes the limits.
	 * @param unitsPerSecond how many units a partition key gets, 0 for any number
	 * @param time tells the time
	 */
	PartitionLimits(int unitsPerSecond, TimeMeter time) {
		this.unitsPerSecond = unitsPerSecond;
		this.buckets = Caffeine.newBuilder()
			.ticker(time::currentTimeNanos)
			.expireAfterAccess(IDLE)
			.build((partition) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(unitsPerSecond).refillGreedy(unitsPerSecond, Duration.ofSeconds(1)))
				.withCustomTimePrecision(time)
				.build());
	}

	/**
	 * Takes units if there are enough.
	 */
	boolean take(Partition partition, int units) {
		return this.unitsPerSecond == 0 || this.buckets.get(partition).tryConsume(units);
	}

	/**
	 * Takes units for what can no longer be refused; whoever comes next waits for them.
	 */
	void charge(Partition partition, int units) {
		if (this.unitsPerSecond > 0) {
			this.buckets.get(partition).consumeIgnoringRateLimits(units);
		}
	}

	boolean hasUnits(Partition partition) {
		return this.unitsPerSecond == 0 || this.buckets.get(partition).getAvailableTokens() > 0;
	}

	/**
	 * All items of a table or of an index with one partition key.
	 *
	 * @param owner the table, or the table and the index
	 * @param key the key
	 */
	record Partition(String owner, AttributeValue key) {
	}

}
