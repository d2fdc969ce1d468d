package com.ticketly.booking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is offered to one worker at a time, all that waits at once.
 * <ul>
 * <li>What is offered while the worker is idle is handed over at once: there is no timer.
 * <li>What is offered while it works waits, and goes into its next batch, in the order of
 * arrival.
 * <li>Only one batch is at work, and what one batch wrote the next one sees.
 * <li>No more than a bound wait.
 * </ul>
 *
 * @param <T> what is offered
 */
final class CombiningQueue<T> {

	private static final Logger logger = LoggerFactory.getLogger(CombiningQueue.class);

	/**
	 * The load of a queue whose worker is idle.
	 */
	static final int IDLE = -1;

	private final Executor executor;

	private final int bound;

	private final int batchSize;

	private final Consumer<List<T>> worker;

	private final Lock lock = new ReentrantLock();

	private final Queue<T> waiting = new ArrayDeque<>();

	/**
	 * Whether a task that drains the queue exists. Guarded by the lock; it is cleared
	 * only by that task, in the same critical section in which it finds nothing waiting.
	 */
	private boolean draining;

	/**
	 * How many wait while the worker is at work, or {@link #IDLE}. Written under the
	 * lock.
	 */
	private volatile int load = IDLE;

	/**
	 * Makes a queue.
	 * @param executor runs the worker
	 * @param bound how many may wait
	 * @param batchSize how many the worker takes at once
	 * @param worker does the work; it answers for its own errors
	 */
	CombiningQueue(Executor executor, int bound, int batchSize, Consumer<List<T>> worker) {
		this.executor = executor;
		this.bound = bound;
		this.batchSize = batchSize;
		this.worker = worker;
	}

	/**
	 * Offers something to the worker.
	 * @return false when too much waits already
	 */
	boolean offer(T item) {
		return add(item, this.bound);
	}

	/**
	 * Gives something to the worker however much waits.
	 */
	void put(T item) {
		add(item, Integer.MAX_VALUE);
	}

	private boolean add(T item, int bound) {
		this.lock.lock();
		try {
			if (this.waiting.size() >= bound) {
				return false;
			}
			this.waiting.add(item);
			this.load = this.waiting.size();
			if (this.draining) {
				return true;
			}
			this.draining = true;
		}
		finally {
			this.lock.unlock();
		}
		startDraining();
		return true;
	}

	/**
	 * Returns how many waited a moment ago while the worker was at work, or
	 * {@link #IDLE}.
	 */
	int load() {
		return this.load;
	}

	private void startDraining() {
		try {
			this.executor.execute(this::drain);
		}
		catch (RejectedExecutionException ex) {
			// At the end of the process, whoever came last does the work.
			drain();
		}
	}

	private void drain() {
		for (List<T> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
			try {
				this.worker.accept(batch);
			}
			catch (RuntimeException | Error ex) {
				// The queue outlives a defect of its worker.
				logger.error("The worker of a queue failed", ex);
			}
		}
	}

	private List<T> nextBatch() {
		this.lock.lock();
		try {
			List<T> batch = new ArrayList<>(Math.min(this.waiting.size(), this.batchSize));
			while (batch.size() < this.batchSize && !this.waiting.isEmpty()) {
				batch.add(this.waiting.remove());
			}
			this.draining = !batch.isEmpty();
			this.load = this.draining ? this.waiting.size() : IDLE;
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

}
