package com.ticketly.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import com.ticketly.dynamodb.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests are processed at the same time. Others wait, and are admitted
 * by turns: the one that has waited longest, then the latest one. So a customer who comes
 * during a burst need not wait until the burst is over.
 * <p>
 * A request is refused at once if those that wait are expected to take longer than three
 * quarters of the time that it has; the rest of the time is for the request itself. What
 * they take is measured while requests wait, in windows of five seconds; the first
 * requests that wait are not refused.
 */
final class AdmissionQueue {

	private static final long WINDOW = TimeUnit.SECONDS.toNanos(5);

	private final LongSupplier nanoTime;

	private final Lock lock = new ReentrantLock();

	private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();

	/**
	 * Places that are free. None is free while requests wait.
	 */
	private int free;

	private boolean latestIsNext;

	/**
	 * The mean time between two requests that end, in nanoseconds, in the last window, 0
	 * if there was none since requests wait.
	 */
	private long interval;

	private long windowStart;

	private int endedInWindow;

	/**
	 * Creates a queue.
	 * @param places how many requests are processed at the same time
	 * @param nanoTime the time in nanoseconds
	 */
	AdmissionQueue(int places, LongSupplier nanoTime) {
		this.free = places;
		this.nanoTime = nanoTime;
	}

	/**
	 * Waits until a request can be processed. The caller calls {@link #leave} afterwards.
	 * @return false if it is refused
	 */
	boolean enter(Deadline deadline) throws InterruptedException {
		long patience = patience(deadline);
		CompletableFuture<Void> place = new CompletableFuture<>();
		this.lock.lock();
		try {
			if (this.free > 0) {
				this.free--;
				return true;
			}
			if (this.waiting.isEmpty()) {
				startWindow(0);
			}
			if (expectedNanos() > patience) {
				return false;
			}
			this.waiting.addLast(place);
		}
		finally {
			this.lock.unlock();
		}
		return await(place, patience);
	}

	/**
	 * Returns whether {@link #enter} would refuse a request at once.
	 */
	boolean refuses(Deadline deadline) {
		this.lock.lock();
		try {
			return expectedNanos() > patience(deadline);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns how long a request with this deadline waits at most, in nanoseconds.
	 */
	static long patience(Deadline deadline) {
		return deadline.remainingNanos() / 4 * 3;
	}

	private long expectedNanos() {
		return currentInterval() * this.waiting.size();
	}

	private boolean await(CompletableFuture<Void> place, long patience) throws InterruptedException {
		try {
			place.get(patience, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return !giveUp(place);
		}
		catch (InterruptedException ex) {
			if (!giveUp(place)) {
				leave();
			}
			throw ex;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns false if the place was given meanwhile.
	 */
	private boolean giveUp(CompletableFuture<Void> place) {
		this.lock.lock();
		try {
			return this.waiting.remove(place);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends a request that was admitted. The next one gets its place.
	 */
	void leave() {
		CompletableFuture<Void> next = next();
		if (next != null) {
			next.complete(null);
		}
	}

	private @Nullable CompletableFuture<Void> next() {
		this.lock.lock();
		try {
			this.endedInWindow++;
			if (this.nanoTime.getAsLong() - this.windowStart >= WINDOW) {
				startWindow(currentInterval());
			}
			CompletableFuture<Void> next = this.latestIsNext ? this.waiting.pollLast() : this.waiting.pollFirst();
			this.latestIsNext = !this.latestIsNext;
			if (next == null) {
				this.free++;
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startWindow(long interval) {
		this.interval = interval;
		this.windowStart = this.nanoTime.getAsLong();
		this.endedInWindow = 0;
	}

	private long currentInterval() {
		long elapsed = this.nanoTime.getAsLong() - this.windowStart;
		return (elapsed < WINDOW) ? this.interval : elapsed / Math.max(1, this.endedInWindow);
	}

	/**
	 * Returns how many requests wait.
	 */
	int waiting() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

}
