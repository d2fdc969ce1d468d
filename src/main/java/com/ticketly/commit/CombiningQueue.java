package com.ticketly.commit;

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
 * A bounded queue whose items are processed in batches. An item that is offered while the
 * worker is idle is processed at once, without a timer; items that are offered while it
 * is busy form its next batch, in order of arrival. Only one batch is processed at a
 * time, and its effects are visible to the next one.
 */
final class CombiningQueue<T> {

	private static final Logger logger = LoggerFactory.getLogger(CombiningQueue.class);

	static final int IDLE = -1;

	private final Executor executor;

	private final int bound;

	private final int batchSize;

	private final Consumer<List<T>> worker;

	private final Lock lock = new ReentrantLock();

	private final Queue<T> waiting = new ArrayDeque<>();

	/**
	 * Whether a task that drains the queue exists. Guarded by the lock. Only that task
	 * clears it, in the critical section in which it finds the queue empty.
	 */
	private boolean draining;

	/**
	 * How many items wait while the worker is busy, or {@link #IDLE}. Written under the
	 * lock.
	 */
	private volatile int load = IDLE;

	/**
	 * Creates a queue.
	 * @param executor runs the worker
	 * @param bound the maximum number of waiting items
	 * @param batchSize the maximum number of items in a batch
	 * @param worker processes a batch; it handles its own errors
	 */
	CombiningQueue(Executor executor, int bound, int batchSize, Consumer<List<T>> worker) {
		this.executor = executor;
		this.bound = bound;
		this.batchSize = batchSize;
		this.worker = worker;
	}

	/**
	 * Adds an item.
	 * @return false if the bound is reached
	 */
	boolean offer(T item) {
		return add(item, this.bound);
	}

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
		try {
			this.executor.execute(this::drain);
		}
		catch (RejectedExecutionException ex) {
			// The executor is shut down: the calling thread does the remaining work.
			drain();
		}
		return true;
	}

	/**
	 * Returns how many items wait while the worker is busy, or {@link #IDLE}. The value
	 * may be outdated when the caller sees it.
	 */
	int load() {
		return this.load;
	}

	private void drain() {
		for (List<T> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
			try {
				this.worker.accept(batch);
			}
			catch (RuntimeException | Error ex) {
				// The queue continues after an error of its worker.
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
