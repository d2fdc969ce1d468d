package com.ticketly.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * What steady customers got alone, and beside a burst of customers who want one ticket
 * each.
 *
 * @param alone the bookings per second of the steady customers alone
 * @param beside their bookings per second until each customer of the burst had a ticket
 * @param aloneP99 the 99th percentile of their latency alone in milliseconds
 * @param besideP99 the 99th percentile of their latency beside the burst
 * @param burstSeconds how long the burst lasted
 * @param burstP99 the 99th percentile of the latency of the burst in milliseconds
 * @param refusals the refusals of all
 * @param late the answers of all after the deadline
 * @param errors the number of failed requests of all
 */
record SteadySale(double alone, double beside, double aloneP99, double besideP99, double burstSeconds, double burstP99,
		long refusals, long late, long errors) {

	static final int STEADY = 16;

	private static final Duration LEAD_IN = Duration.ofSeconds(3);

	/**
	 * Measures both.
	 * @param customers the number of customers of the burst
	 */
	static SteadySale measure(OverloadEnvironment environment, int customers, Duration window)
			throws InterruptedException {
		SlotsInTurn slots = environment.schedule();
		try (Crowd steady = environment.customers(slots, customers, STEADY)) {
			Thread.sleep(LEAD_IN);
			AnswerCounts leadIn = steady.nextCounts();
			Thread.sleep(window);
			AnswerCounts alone = steady.nextCounts();
			double aloneSeconds = alone.seconds();
			try (Crowd burst = environment.customersOfOneTicket(slots, 0, customers)) {
				burst.awaitOneTicketEach();
				AnswerCounts beside = steady.nextCounts();
				double besideSeconds = beside.seconds();
				steady.close();
				AnswerCounts rest = steady.counts();
				AnswerCounts ofBurst = burst.counts();
				List.of(leadIn, alone, beside, rest, ofBurst).forEach(AnswerCounts::printErrors);
				environment.audit(leadIn.bookings() + alone.bookings() + beside.bookings() + rest.bookings()
						+ ofBurst.bookings());
				return new SteadySale(alone.bookings() / aloneSeconds, beside.bookings() / besideSeconds,
						alone.latency(99), beside.latency(99), besideSeconds, ofBurst.latency(99),
						beside.refusals() + ofBurst.refusals(), beside.late() + rest.late() + ofBurst.late(),
						leadIn.errors() + alone.errors() + beside.errors() + rest.errors() + ofBurst.errors());
			}
		}
	}

	double share() {
		return this.beside / this.alone;
	}

}
