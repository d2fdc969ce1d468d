package com.ticketly.benchmark;

import java.util.concurrent.atomic.LongAdder;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import static io.gatling.javaapi.core.CoreDsl.exec;

/**
 * Measures the latency of requests in the measurement window in microseconds. Gatling's
 * report rounds to milliseconds.
 */
final class RequestTimer {

	/**
	 * The name of requests whose latency is recorded.
	 */
	static final String BOOK = "book";

	/**
	 * The session attribute with the start time of the current request.
	 */
	private static final String START = "start";

	private final MeasurementWindow window;

	private final Histogram bookings = new ConcurrentHistogram(3);

	private final LongAdder requests = new LongAdder();

	private final LongAdder errors = new LongAdder();

	RequestTimer(MeasurementWindow window) {
		this.window = window;
	}

	/**
	 * The measured requests.
	 *
	 * @param requests the number of successful requests in the window
	 * @param errors the number of failed requests, in the window or during the warm-up
	 * @param bookings the number of successful booking requests in the window
	 * @param p50 the median latency of a booking request in milliseconds
	 * @param p99 the 99th percentile of the latency of a booking request in milliseconds
	 */
	record Summary(long requests, long errors, long bookings, double p50, double p99) {
	}

	/**
	 * Sends a request and measures its latency.
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
		else if (this.window.isMeasuredFrom(start)) {
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

	Summary summary() {
		return new Summary(this.requests.sum(), this.errors.sum(), bookings(),
				this.bookings.getValueAtPercentile(50) / 1e3, this.bookings.getValueAtPercentile(99) / 1e3);
	}

}
