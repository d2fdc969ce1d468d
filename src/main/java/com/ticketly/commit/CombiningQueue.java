package com.ticketly.commit;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue whose items are processed in batches. An item that is offered while the
 * worker is idle is processed at once, without a timer; items that are offered while it
 * is busy form its next batch, in order of arrival. Only one batch is processed at a
 * time, and its effects are visible to the next one.
 * <p>
 * Each item is either in a batch that the worker has processed, or reported as failed. No
 * error stops the queue for later items.
 */
final class CombiningQueue<T> {

	private static final Logger logger = LoggerFactory.getLogger(CombiningQueue.class);

	static final int IDLE = -1;

	private final Executor executor;

	private final int bound;

	private final int batchSize;

	private final Consumer<List<T>> worker;

	private final BiConsumer<List<T>, Throwable> failed;

	private final Lock lock = new ReentrantLock();

	// A linked list has no array to grow, so it stays intact if memory is low.
	private final Queue<T> waiting = new LinkedList<>();

	/**
	 * Whether a task that drains the queue exists. Guarded by the lock. Cleared in the
	 * critical section in which the queue is found empty, or all of its items have
	 * failed.
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
	 * @param worker processes a batch
	 * @param failed is told of items that the worker failed to process, or that no worker
	 * will process
	 */
	CombiningQueue(Executor executor, int bound, int batchSize, Consumer<List<T>> worker,
			BiConsumer<List<T>, Throwable> failed) {
		this.executor = executor;
		this.bound = bound;
		this.batchSize = batchSize;
		this.worker = worker;
		this.failed = failed;
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
		catch (RuntimeException | Error ex) {
			// For example, no thread could be created.
			failAll(ex);
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
		try {
			for (List<T> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
				process(batch);
			}
		}
		catch (RuntimeException | Error ex) {
			failAll(ex);
		}
	}

	private void process(List<T> batch) {
		try {
			this.worker.accept(batch);
		}
		catch (RuntimeException | Error ex) {
			// The queue continues after an error of its worker.
			this.failed.accept(batch, ex);
			logger.error("The worker of a queue failed", ex);
		}
	}

	private void failAll(Throwable cause) {
		this.failed.accept(stop(), cause);
		logger.error("A queue failed", cause);
	}

	private List<T> stop() {
		this.lock.lock();
		try {
			this.draining = false;
			this.load = IDLE;
			List<T> left = List.copyOf(this.waiting);
			this.waiting.clear();
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<T> nextBatch() {
		this.lock.lock();
		try {
			// Allocates the list before items are removed, so that none is lost if
			// memory is low.
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
