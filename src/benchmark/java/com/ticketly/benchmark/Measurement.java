package com.ticketly.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of one window, or the sum of several windows.
 *
 * @param windows the number of windows
 * @param seconds the length of the windows
 * @param bookings the number of bookings
 * @param requests the number of successful requests
 * @param p50 the median latency of a booking in milliseconds, averaged over the windows
 * @param p99 the 99th percentile of the latency of a booking in milliseconds, averaged
 * over the windows
 * @param transactions the number of successful transactions
 * @param transactionSeconds the total duration of the transactions
 * @param writeUnits the write units that DynamoDB charges
 * @param readUnits the read units that DynamoDB charges
 * @param reads the number of read requests to DynamoDB
 * @param retries the number of retried requests to DynamoDB and of transactions refused
 * because of a conflict
 * @param soldOut the number of bookings refused because too few seats were left
 * @param errors the number of failed requests
 * @param serviceSeconds the processor time of the service, or of {@link SdkBaseline}
 * @param dynamoDbSeconds the processor time of DynamoDB Local
 * @param gatlingSeconds the processor time of Gatling
 */
record Measurement(int windows, double seconds, double bookings, double requests, double p50, double p99,
		double transactions, double transactionSeconds, double writeUnits, double readUnits, double reads,
		double retries, double soldOut, long errors, double serviceSeconds, double dynamoDbSeconds,
		double gatlingSeconds) {

	static Measurement sum(List<Measurement> all) {
		return all.stream().reduce(Measurement::plus).orElseThrow();
	}

	/**
	 * Returns the median of a figure; of an even number of values, the mean of the two in
	 * the middle.
	 */
	static <T> double median(List<T> measured, ToDoubleFunction<T> figure) {
		double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
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

	/**
	 * Returns a total divided by the number of bookings.
	 */
	double perBooking(double total) {
		return total / this.bookings;
	}

	/**
	 * Returns the average number of bookings per transaction.
	 */
	double groupSize() {
		return this.bookings / this.transactions;
	}

}
