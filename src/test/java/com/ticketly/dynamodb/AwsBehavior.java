package com.ticketly.dynamodb;

import java.time.Duration;

/**
 * Properties of DynamoDB on AWS that DynamoDB Local does not have.
 *
 * @param latency the latency of calls
 * @param unitsPerSecond the write units per second of one partition key of a table or of
 * an index, 0 for no limit
 * @param conflicts whether concurrent writes of an item conflict with transactions
 */
public record AwsBehavior(Latency latency, int unitsPerSecond, boolean conflicts) {

	/**
	 * The <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">maximum
	 * write units per second</a> of one partition.
	 */
	static final int UNITS_PER_SECOND = 1000;

	/**
	 * Returns typical behavior: a latency of 5 to 25 ms, 1,000 write units per second,
	 * and conflicts.
	 */
	public static AwsBehavior typical() {
		return new AwsBehavior(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 1), UNITS_PER_SECOND, true);
	}

}
