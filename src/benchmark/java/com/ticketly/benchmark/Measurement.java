package com.ticketly.benchmark;

import java.util.List;

/**
 * What was measured in one window, or in several of the same kind.
 *
 * @param windows how many
 * @param seconds how long they were
 * @param bookings what was booked in them
 * @param requests the answers of the service
 * @param p50 the median time of a booking in milliseconds, the mean of the windows
 * @param p99 likewise
 * @param transactions how many were written
 * @param transactionSeconds how long they took
 * @param writeUnits as DynamoDB charges them
 * @param readUnits likewise
 * @param reads how many requests read something
 * @param retries requests that were sent again, and transactions that another write
 * refused
 * @param soldOut bookings that were refused because the seats were sold
 * @param errors requests that failed
 * @param serviceSeconds processor time of the service, or of the loop
 * @param dynamoDbSeconds processor time of DynamoDB Local
 * @param gatlingSeconds processor time of Gatling
 */
record Measurement(int windows, double seconds, double bookings, double requests, double p50, double p99,
		double transactions, double transactionSeconds, double writeUnits, double readUnits, double reads,
		double retries, double soldOut, long errors, double serviceSeconds, double dynamoDbSeconds,
		double gatlingSeconds) {

	static Measurement sum(List<Measurement> all) {
		return all.stream().reduce(Measurement::plus).orElseThrow();
	}

	private Measurement plus(Measurement other) {
		return new Measurement(this.windows + other.windows, this.seconds + other.seconds,
				this.bookings + other.bookings, this.requests + other.requests,
				mean(this.p50, this.windows, other.p50, other.windows),
				mean(this.p99, this.windows, other.p99, other.windows), this.transactions + other.transactions,
				this.transactionSeconds + other.transactionSeconds, this.writeUnits + other.writeUnits,
				this.readUnits + other.readUnits, this.reads + other.reads, this.retries + other.retries,
				this.soldOut + other.soldOut, this.errors + other.errors, this.serviceSeconds + other.serviceSeconds,
				this.dynamoDbSeconds + other.dynamoDbSeconds, this.gatlingSeconds + other.gatlingSeconds);
	}

	private static double mean(double one, int weight, double other, int otherWeight) {
		return (one * weight + other * otherWeight) / (weight + otherWeight);
	}

	double bookingsPerSecond() {
		return this.bookings / this.seconds;
	}

	double perBooking(double total) {
		return total / this.bookings;
	}

	/**
	 * Returns how many bookings a transaction had.
	 */
	double groupSize() {
		return this.bookings / this.transactions;
	}

}
