package com.ticketly.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CombiningQueueTests {

	/**
	 * Tasks that the queue submitted to the executor; the test runs them itself.
	 */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<List<String>> batches = new ArrayList<>();

	private final List<String> failed = new ArrayList<>();

	private void fail(List<String> items, Throwable cause) {
		this.failed.addAll(items);
	}

	@Test
	void handlesASingleItemImmediately() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, 10, this.batches::add, this::fail);

		queue.offer("a");
		queue.offer("b");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void combinesItemsThatWaitForTheWorker() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, 10, this.batches::add, this::fail);
		queue.offer("a");
		queue.offer("b");
		queue.offer("c");

		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b", "c"));
	}

	@Test
	void addsItemsThatArriveDuringABatchToTheNext() {
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>(Runnable::run, 10, 10, (batch) -> {
			this.batches.add(batch);
			if (batch.contains("a")) {
				queue.getFirst().offer("b");
				queue.getFirst().offer("c");
				assertThat(this.batches).hasSize(1);
			}
		}, this::fail));

		queue.getFirst().offer("a");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b", "c"));
	}

	@Test
	void splitsItemsThatExceedTheBatchSize() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, 2, this.batches::add, this::fail);
		List.of("a", "b", "c", "d", "e").forEach(queue::offer);

		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void refusesItemsBeyondTheQueueCapacity() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 2, 10, this.batches::add, this::fail);

		assertThat(queue.offer("a")).isTrue();
		assertThat(queue.offer("b")).isTrue();
		assertThat(queue.offer("c")).isFalse();
		queue.put("d");
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b", "d"));
		assertThat(queue.offer("e")).isTrue();
	}

	@Test
	void reportsTheNumberOfWaitingItems() {
		List<Integer> loads = new ArrayList<>();
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>(this.tasks::add, 10, 2, (batch) -> loads.add(queue.getFirst().load()),
				this::fail));
		assertThat(queue.getFirst().load()).isEqualTo(CombiningQueue.IDLE);
		List.of("a", "b", "c").forEach(queue.getFirst()::offer);
		assertThat(queue.getFirst().load()).isEqualTo(3);

		this.tasks.remove().run();

		assertThat(loads).containsExactly(1, 0);
		assertThat(queue.getFirst().load()).isEqualTo(CombiningQueue.IDLE);
	}

	@Test
	void continuesAfterAFailedBatch() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, 10, (batch) -> {
			this.batches.add(batch);
			if (batch.contains("bad")) {
				throw new IllegalStateException("bad");
			}
		}, this::fail);

		queue.offer("bad");
		queue.offer("good");

		assertThat(this.batches).containsExactly(List.of("bad"), List.of("good"));
		assertThat(this.failed).containsExactly("bad");
	}

	@Test
	void failsItemsThatTheExecutorCannotProcessAndContinues() {
		Queue<Error> errors = new ArrayDeque<>(List.of(new OutOfMemoryError("unable to create native thread")));
		CombiningQueue<String> queue = new CombiningQueue<>((task) -> {
			if (!errors.isEmpty()) {
				throw errors.remove();
			}
			task.run();
		}, 10, 10, this.batches::add, this::fail);

		assertThat(queue.offer("a")).isTrue();
		assertThat(this.failed).containsExactly("a");
		assertThat(queue.load()).isEqualTo(CombiningQueue.IDLE);
		queue.offer("b");

		assertThat(this.batches).containsExactly(List.of("b"));
		assertThat(this.failed).containsExactly("a");
	}

	@Test
	void failsItemsThatJoinedTheQueueBeforeTheExecutorFailed() {
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>((task) -> {
			queue.getFirst().offer("b");
			throw new OutOfMemoryError("unable to create native thread");
		}, 10, 10, this.batches::add, this::fail));

		queue.getFirst().offer("a");

		assertThat(this.failed).containsExactly("a", "b");
	}

	@Test
	void failsWaitingItemsAndContinuesWhenItsTaskDies() {
		List<String> lost = new ArrayList<>();
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, 1, (batch) -> {
			if (batch.contains("a")) {
				throw new OutOfMemoryError("no memory for the batch");
			}
			this.batches.add(batch);
		}, (items, cause) -> {
			lost.addAll(items);
			if (items.contains("a")) {
				throw new OutOfMemoryError("no memory to fail the batch");
			}
		});
		queue.offer("a");
		queue.offer("b");

		this.tasks.remove().run();
		assertThat(lost).containsExactly("a", "b");
		queue.offer("c");
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("c"));
	}

	@Test
	void processesItemsInTheCallingThreadAfterTheExecutorWasShutDown() {
		CombiningQueue<String> queue = new CombiningQueue<>((task) -> {
			throw new RejectedExecutionException();
		}, 10, 10, this.batches::add, this::fail);

		queue.offer("a");
		queue.offer("b");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b"));
	}

}
