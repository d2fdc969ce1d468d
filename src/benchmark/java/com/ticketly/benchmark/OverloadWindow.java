package com.ticketly.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * What customers got in a window.
 *
 * @param p50 the median latency of all answers in milliseconds
 * @param p99 the 99th percentile of the latency of all answers in milliseconds
 * @param late the answers after the deadline, also of the lead-in and of requests in
 * progress at the end
 * @param errors the number of failed requests, also of the lead-in
 * @param serviceMillis the processor time of the service per booking
 * @param dynamoDbMillis the processor time of DynamoDB Local per booking
 * @param loadMillis the processor time of the customers per booking
 */
record OverloadWindow(double bookingsPerSecond, double p50, double p99, double refusalsPerSecond,
		double soldOutPerSecond, long late, long errors, double serviceMillis, double dynamoDbMillis,
		double loadMillis) {

	private static final Duration LEAD_IN = Duration.ofSeconds(5);

	static OverloadWindow measure(OverloadEnvironment environment, int customers, Duration window)
			throws InterruptedException {
		SlotsInTurn slots = environment.schedule();
		try (Crowd crowd = environment.customers(slots, 0, customers)) {
			Thread.sleep(LEAD_IN);
			ProcessorTimes begin = environment.processorTimes();
			AnswerCounts leadIn = crowd.nextCounts();
			Thread.sleep(window);
			AnswerCounts counts = crowd.nextCounts();
			double seconds = counts.seconds();
			ProcessorTimes used = environment.processorTimes().since(begin);
			crowd.close();
			AnswerCounts rest = crowd.counts();
			List.of(leadIn, counts, rest).forEach(AnswerCounts::printErrors);
			environment.audit(leadIn.bookings() + counts.bookings() + rest.bookings());
			return new OverloadWindow(counts.bookings() / seconds, counts.latency(50), counts.latency(99),
					counts.refusals() / seconds, counts.soldOut() / seconds,
					leadIn.late() + counts.late() + rest.late(), leadIn.errors() + counts.errors() + rest.errors(),
					perBooking(used.service(), counts), perBooking(used.dynamoDb(), counts),
					perBooking(used.load(), counts));
		}
	}

	private static double perBooking(Duration time, AnswerCounts counts) {
		return 1000 * Snapshot.seconds(time) / counts.bookings();
	}

}
