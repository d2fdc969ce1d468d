package com.ticketly.benchmark;

import java.time.Duration;

/**
 * What all processes had done at one time.
 *
 * @param nanos when that was
 * @param counters what the service had counted
 * @param service processor time of the service, or of what takes its place
 * @param dynamoDb processor time of DynamoDB Local
 * @param load processor time of what makes the load
 */
record Snapshot(long nanos, Counters counters, Duration service, Duration dynamoDb, Duration load) {

	/**
	 * Returns what was done since another snapshot.
	 * @param services how many services shared the other processes
	 */
	Measurement since(Snapshot begin, Stopwatch.Times times, int services) {
		Counters done = this.counters.minus(begin.counters);
		return new Measurement(1, (this.nanos - begin.nanos) / 1e9, done.sum("ticketly_bookings_total"),
				times.requests(), times.p50(), times.p99(),
				done.sum("ticketly_transaction_seconds_count", "outcome=\"written\""),
				done.sum("ticketly_transaction_seconds_sum"), done.sum("ticketly_write_units_total"),
				done.sum("ticketly_read_units_total"),
				done.sum("dynamodb_calls_seconds_count", "operation=\"GetItem\"")
						+ done.sum("dynamodb_calls_seconds_count", "operation=\"BatchGetItem\"")
						+ done.sum("dynamodb_calls_seconds_count", "operation=\"Query\""),
				done.sum("ticketly_retries_total") + done.sum("ticketly_conflicts_total"),
				done.sum("ticketly_refusals_total", "reason=\"sold-out\""), times.errors(),
				seconds(this.service.minus(begin.service)), seconds(this.dynamoDb.minus(begin.dynamoDb)) / services,
				seconds(this.load.minus(begin.load)) / services);
	}

	static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
