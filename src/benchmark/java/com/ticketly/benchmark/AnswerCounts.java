package com.ticketly.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts the answers that customers get from now on.
 */
final class AnswerCounts {

	/**
	 * The default of {@code ticketly.sales.deadline}.
	 */
	static final Duration DEADLINE = Duration.ofSeconds(10);

	private static final int MAX_SECONDS = 600;

	private final long start = System.nanoTime();

	private final Histogram latencies = new ConcurrentHistogram(3);

	private final AtomicIntegerArray bookings = new AtomicIntegerArray(MAX_SECONDS);

	private final LongAdder refusals = new LongAdder();

	private final LongAdder soldOut = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final LongAdder errors = new LongAdder();

	private final AtomicReference<String> firstError = new AtomicReference<>("");

	void add(int status, long nanos) {
		this.latencies.recordValue(nanos / 1000);
		if (nanos > DEADLINE.toNanos()) {
			this.late.increment();
		}
		switch (status) {
			case 201 -> this.bookings.incrementAndGet((int) Math.min(MAX_SECONDS - 1, seconds()));
			case 409 -> this.soldOut.increment();
			case 503 -> this.refusals.increment();
			default -> addError("status " + status);
		}
	}

	void addError(String error) {
		this.errors.increment();
		this.firstError.compareAndSet("", error);
	}

	/**
	 * Returns the seconds since the counts began.
	 */
	double seconds() {
		return (System.nanoTime() - this.start) / 1e9;
	}

	long bookings() {
		return bookingsBySecond(0, MAX_SECONDS).stream().mapToLong(Integer::intValue).sum();
	}

	/**
	 * Returns the bookings of each second.
	 * @param from the first second, from 0
	 * @param count the number of seconds
	 */
	List<Integer> bookingsBySecond(int from, int count) {
		return IntStream.range(from, from + count).map(this.bookings::get).boxed().toList();
	}

	long refusals() {
		return this.refusals.sum();
	}

	long soldOut() {
		return this.soldOut.sum();
	}

	long late() {
		return this.late.sum();
	}

	long errors() {
		return this.errors.sum();
	}

	void printErrors() {
		if (errors() > 0) {
			System.out.println(errors() + " errors, the first of them: " + this.firstError.get());
		}
	}

	/**
	 * Returns a percentile of the latencies of all answers in milliseconds.
	 */
	double latency(double percentile) {
		return this.latencies.getValueAtPercentile(percentile) / 1e3;
	}

}
