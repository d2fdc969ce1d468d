package com.ticketly.benchmark;

import java.time.Duration;

/**
 * Counters and processor times of all processes at one time.
 *
 * @param nanos the value of {@link System#nanoTime()}
 * @param counters the counters of the service
 * @param service the processor time of the service
 * @param dynamoDb the processor time of DynamoDB Local
 * @param load the processor time of the load generator
 */
record Snapshot(long nanos, Counters counters, Duration service, Duration dynamoDb, Duration load) {

	/**
	 * Returns the difference between this snapshot and an earlier one.
	 * @param services the number of services that shared DynamoDB Local and the load
	 * generator
	 */
	Measurement since(Snapshot begin, RequestTimer.Summary summary, int services) {
		Counters done = this.counters.minus(begin.counters);
		return new Measurement(1, (this.nanos - begin.nanos) / 1e9, done.sum("ticketly_bookings_total"),
				summary.requests(), summary.p50(), summary.p99(),
				done.sum("ticketly_transaction_seconds_count", "outcome=\"written\""),
				done.sum("ticketly_transaction_seconds_sum"), done.sum("ticketly_write_units_total"),
				done.sum("ticketly_read_units_total"),
				done.sum("dynamodb_calls_seconds_count", "operation=\"GetItem\"")
						+ done.sum("dynamodb_calls_seconds_count", "operation=\"BatchGetItem\"")
						+ done.sum("dynamodb_calls_seconds_count", "operation=\"Query\""),
				done.sum("ticketly_retries_total") + done.sum("ticketly_conflicts_total"),
				done.sum("ticketly_refusals_total", "reason=\"sold-out\""), summary.errors(),
				seconds(this.service.minus(begin.service)), seconds(this.dynamoDb.minus(begin.dynamoDb)) / services,
				seconds(this.load.minus(begin.load)) / services);
	}

	static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
