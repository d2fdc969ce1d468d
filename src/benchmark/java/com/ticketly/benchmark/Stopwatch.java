package com.ticketly.benchmark;

import java.util.concurrent.atomic.LongAdder;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import static io.gatling.javaapi.core.CoreDsl.exec;

/**
 * Takes the times of requests in the window, to the microsecond: Gatling's report has
 * whole milliseconds, for people.
 */
final class Stopwatch {

	static final String BOOK = "book";

	private static final String START = "start";

	private final Timing timing;

	private final Histogram bookings = new ConcurrentHistogram(3);

	private final LongAdder requests = new LongAdder();

	private final LongAdder errors = new LongAdder();

	Stopwatch(Timing timing) {
		this.timing = timing;
	}

	/**
	 * What customers saw.
	 *
	 * @param requests how many requests were answered in the window
	 * @param errors how many requests failed, in the window or outside
	 * @param bookings how many of the answers were of bookings
	 * @param p50 the median time of a booking, in milliseconds
	 * @param p99 its 99th percentile
	 */
	record Times(long requests, long errors, long bookings, double p50, double p99) {
	}

	/**
	 * Makes a request and takes its time.
	 */
	ChainBuilder time(String name, ActionBuilder request) {
		return exec((session) -> session.set(START, System.nanoTime())).exec(request)
			.exec((session) -> stop(session, name));
	}

	private Session stop(Session session, String name) {
		long start = session.getLong(START);
		if (session.isFailed()) {
			this.errors.increment();
		}
		else if (this.timing.isMeasuredFrom(start)) {
			this.requests.increment();
			if (name.equals(BOOK)) {
				this.bookings.recordValue((System.nanoTime() - start) / 1000);
			}
		}
		return session.markAsSucceeded();
	}

	long bookings() {
		return this.bookings.getTotalCount();
	}

	Times times() {
		return new Times(this.requests.sum(), this.errors.sum(), bookings(),
				this.bookings.getValueAtPercentile(50) / 1e3, this.bookings.getValueAtPercentile(99) / 1e3);
	}

}
