package com.ticketly.dynamodb;

import java.time.Duration;

/**
 * What DynamoDB has in AWS that DynamoDB Local lacks.
 *
 * @param latency how long calls take
 * @param unitsPerSecond how many write units a partition key of a table or of an index
 * gets, 0 for any number
 * @param conflicts whether transactions conflict
 */
public record AwsBehavior(Latency latency, int unitsPerSecond, boolean conflicts) {

	/**
	 * What one partition <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">writes
	 * in a second</a>.
	 */
	static final int UNITS_PER_SECOND = 1000;

	/**
	 * Calls of 5 to 25 ms, 1,000 write units a second, and conflicts.
	 */
	public static AwsBehavior typical() {
		return new AwsBehavior(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 1), UNITS_PER_SECOND, true);
	}

}
