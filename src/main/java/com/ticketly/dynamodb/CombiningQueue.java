package com.ticketly.dynamodb;

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
 * A queue whose items are processed in batches. An item that is offered while the worker
 * is idle is processed at once, without a timer; items that are offered while it is busy
 * form its next batch, in order of arrival. Only one batch is processed at a time, and
 * its effects are visible to the next one.
 * <p>
 * Each item is either in a batch that the worker has processed, or reported as failed. No
 * error stops the queue for later items.
 */
public final class CombiningQueue<T> {

	private static final Logger logger = LoggerFactory.getLogger(CombiningQueue.class);

	/**
	 * The load of a queue whose worker is idle.
	 */
	public static final int IDLE = -1;

	private final Executor executor;

	private final int batchSize;

	private final Consumer<List<T>> worker;

	private final BiConsumer<List<T>, Throwable> failed;

	private final Lock lock = new ReentrantLock();

	// A linked list has no array to grow, so it stays intact if memory is low.
	private final Queue<T> waiting = new LinkedList<>();

	/**
	 * Whether a task that drains the queue exists, or the queue is stopped. Guarded by
	 * the lock. Cleared in the critical section in which the queue is found empty, or all
	 * of its items have failed.
	 */
	private boolean draining;

	/**
	 * How many items wait while the worker is busy, or {@link #IDLE}. Written under the
	 * lock.
	 */
	private volatile int load = IDLE;

	/**
	 * The time that a batch takes, in nanoseconds. The last one weighs half.
	 */
	private volatile long batchNanos;

	/**
	 * Creates a queue.
	 * @param executor runs the worker
	 * @param batchSize the maximum number of items in a batch
	 * @param worker processes a batch
	 * @param failed is told of items that the worker failed to process, or that no worker
	 * will process
	 */
	public CombiningQueue(Executor executor, int batchSize, Consumer<List<T>> worker,
			BiConsumer<List<T>, Throwable> failed) {
		this.executor = executor;
		this.batchSize = batchSize;
		this.worker = worker;
		this.failed = failed;
	}

	/**
	 * Adds an item, however many wait.
	 */
	public void put(T item) {
		offer(item, Integer.MAX_VALUE);
	}

	/**
	 * Adds an item.
	 * @param bound the maximum number of waiting items
	 * @return false if the bound is reached
	 */
	public boolean offer(T item, int bound) {
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
		start();
		return true;
	}

	/**
	 * Stops the queue if it is idle. Items wait until {@link #resume()}.
	 * @return whether it was idle
	 */
	public boolean stop() {
		this.lock.lock();
		try {
			boolean idle = !this.draining;
			if (idle) {
				this.draining = true;
				this.load = 0;
			}
			return idle;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Continues a queue that was stopped.
	 */
	public void resume() {
		this.lock.lock();
		try {
			this.draining = !this.waiting.isEmpty();
			if (!this.draining) {
				this.load = IDLE;
				return;
			}
		}
		finally {
			this.lock.unlock();
		}
		start();
	}

	private void start() {
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
	}

	/**
	 * Returns how many items wait while the worker is busy, or {@link #IDLE}.
	 */
	public int load() {
		return this.load;
	}

	/**
	 * Returns how long an item that is offered now is expected to wait for its result, in
	 * nanoseconds, 0 if the worker is idle.
	 */
	public long expectedNanos() {
		int waiting = this.load;
		return (waiting == IDLE) ? 0 : this.batchNanos * (1 + waiting / this.batchSize);
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
		long start = System.nanoTime();
		try {
			this.worker.accept(batch);
		}
		catch (RuntimeException | Error ex) {
			// The queue continues after an error of its worker.
			this.failed.accept(batch, ex);
			logger.error("The worker of a queue failed", ex);
		}
		this.batchNanos = (this.batchNanos + System.nanoTime() - start) / 2;
	}

	private void failAll(Throwable cause) {
		List<T> left;
		this.lock.lock();
		try {
			this.draining = false;
			this.load = IDLE;
			left = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		finally {
			this.lock.unlock();
		}
		this.failed.accept(left, cause);
		logger.error("A queue failed", cause);
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
