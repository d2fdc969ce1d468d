package com.ticketly.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * What customers got while the database failed, and afterwards.
 *
 * @param bookings the bookings in each second of the failure
 * @param bookingsAfter the bookings in each of the ten seconds after it
 * @param refusals the refusals during the failure and the ten seconds
 * @param late the answers after the deadline
 * @param errors the number of failed requests
 * @param before the memory before the customers came, after a garbage collection
 * @param during the memory at the end of the failure, with garbage
 * @param after the memory when the customers had gone, after a garbage collection
 */
record Recovery(List<Integer> bookings, List<Integer> bookingsAfter, long refusals, long late, long errors,
		ProcessMemory before, ProcessMemory during, ProcessMemory after) {

	private static final Duration LEAD_IN = Duration.ofSeconds(5);

	private static final Duration FAILURE = Duration.ofSeconds(20);

	/**
	 * The time to read the memory, so that the failure does not last longer.
	 */
	private static final Duration READING = Duration.ofSeconds(2);

	private static final int SECONDS_AFTER = 10;

	/**
	 * A change of the database.
	 */
	interface Change {

		void make() throws InterruptedException;

	}

	/**
	 * Measures a failure.
	 */
	static Recovery measure(OverloadEnvironment environment, int customers, Change failure, Change repair)
			throws InterruptedException {
		SlotsInTurn slots = environment.schedule();
		ProcessMemory before = environment.memoryAfterCollection();
		try (Crowd crowd = environment.customers(slots, 0, customers)) {
			Thread.sleep(LEAD_IN);
			AnswerCounts leadIn = crowd.nextCounts();
			failure.make();
			Thread.sleep(FAILURE.minus(READING));
			ProcessMemory during = environment.memory();
			Thread.sleep(FAILURE.minusMillis((long) (1000 * crowd.counts().seconds())));
			repair.make();
			AnswerCounts failed = crowd.nextCounts();
			int seconds = (int) failed.seconds();
			Thread.sleep(Duration.ofSeconds(SECONDS_AFTER).plusMillis(100));
			crowd.close();
			AnswerCounts repaired = crowd.counts();
			List.of(leadIn, failed, repaired).forEach(AnswerCounts::printErrors);
			print("during the failure", failed);
			print("afterwards", repaired);
			environment.audit(leadIn.bookings() + failed.bookings() + repaired.bookings());
			return new Recovery(failed.bookingsBySecond(0, seconds), repaired.bookingsBySecond(0, SECONDS_AFTER),
					failed.refusals() + repaired.refusals(), failed.late() + repaired.late(),
					leadIn.errors() + failed.errors() + repaired.errors(), before, during,
					environment.memoryAfterCollection());
		}
		finally {
			repair.make();
		}
	}

	private static void print(String time, AnswerCounts counts) {
		System.out.printf("%s: p50 %.0f ms, p99 %.0f ms, %d refusals, %d late%n", time, counts.latency(50),
				counts.latency(99), counts.refusals(), counts.late());
	}

	/**
	 * Returns the seconds until the first one with a rate, 10 if there is none.
	 */
	int secondsUntil(double bookingsPerSecond) {
		int second = 0;
		while (second < this.bookingsAfter.size() && this.bookingsAfter.get(second) < bookingsPerSecond) {
			second++;
		}
		return second;
	}

}
