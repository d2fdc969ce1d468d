package com.ticketly.dynamodb;

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
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, this.batches::add, this::fail);

		queue.put("a");
		queue.put("b");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void combinesItemsThatWaitForTheWorker() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, this.batches::add, this::fail);
		queue.put("a");
		queue.put("b");
		queue.put("c");

		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b", "c"));
	}

	@Test
	void addsItemsThatArriveDuringABatchToTheNext() {
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>(Runnable::run, 10, (batch) -> {
			this.batches.add(batch);
			if (batch.contains("a")) {
				queue.getFirst().put("b");
				queue.getFirst().put("c");
				assertThat(this.batches).hasSize(1);
			}
		}, this::fail));

		queue.getFirst().put("a");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b", "c"));
	}

	@Test
	void splitsItemsThatExceedTheBatchSize() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 2, this.batches::add, this::fail);
		List.of("a", "b", "c", "d", "e").forEach(queue::put);

		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void refusesItemsBeyondABound() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, this.batches::add, this::fail);

		assertThat(queue.offer("a", 2)).isTrue();
		assertThat(queue.offer("b", 2)).isTrue();
		assertThat(queue.offer("c", 2)).isFalse();
		queue.put("d");
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b", "d"));
		assertThat(queue.offer("e", 2)).isTrue();
	}

	@Test
	void expectsItemsToWaitForTheBatchesBeforeThem() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 2, this.batches::add, this::fail);
		queue.put("a");
		assertThat(queue.expectedNanos()).as("no batch was measured").isZero();
		this.tasks.remove().run();
		assertThat(queue.expectedNanos()).as("idle").isZero();

		queue.put("b");
		long batch = queue.expectedNanos();
		List.of("c", "d", "e", "f").forEach(queue::put);

		assertThat(batch).isPositive();
		assertThat(queue.expectedNanos()).isEqualTo(3 * batch);
	}

	@Test
	void reportsTheNumberOfWaitingItems() {
		List<Integer> loads = new ArrayList<>();
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>(this.tasks::add, 2, (batch) -> loads.add(queue.getFirst().load()), this::fail));
		assertThat(queue.getFirst().load()).isEqualTo(CombiningQueue.IDLE);
		List.of("a", "b", "c").forEach(queue.getFirst()::put);
		assertThat(queue.getFirst().load()).isEqualTo(3);

		this.tasks.remove().run();

		assertThat(loads).containsExactly(1, 0);
		assertThat(queue.getFirst().load()).isEqualTo(CombiningQueue.IDLE);
	}

	@Test
	void keepsItemsWhileItIsStopped() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, this.batches::add, this::fail);

		assertThat(queue.stop()).isTrue();
		queue.put("a");
		queue.put("b");
		assertThat(queue.stop()).as("stopped already").isFalse();
		assertThat(this.batches).isEmpty();
		queue.resume();

		assertThat(this.batches).containsExactly(List.of("a", "b"));
		assertThat(queue.load()).isEqualTo(CombiningQueue.IDLE);
	}

	@Test
	void isIdleAfterItWasStoppedInVain() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, this.batches::add, this::fail);

		queue.stop();
		queue.resume();
		assertThat(queue.load()).isEqualTo(CombiningQueue.IDLE);
		queue.put("a");

		assertThat(this.batches).containsExactly(List.of("a"));
	}

	@Test
	void doesNotStopWhileItIsBusy() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, this.batches::add, this::fail);
		queue.put("a");

		assertThat(queue.stop()).isFalse();
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a"));
		assertThat(queue.stop()).isTrue();
	}

	@Test
	void continuesAfterAFailedBatch() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, (batch) -> {
			this.batches.add(batch);
			if (batch.contains("bad")) {
				throw new IllegalStateException("bad");
			}
		}, this::fail);

		queue.put("bad");
		queue.put("good");

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
		}, 10, this.batches::add, this::fail);

		queue.put("a");
		assertThat(this.failed).containsExactly("a");
		assertThat(queue.load()).isEqualTo(CombiningQueue.IDLE);
		queue.put("b");

		assertThat(this.batches).containsExactly(List.of("b"));
		assertThat(this.failed).containsExactly("a");
	}

	@Test
	void failsItemsThatJoinedTheQueueBeforeTheExecutorFailed() {
		List<CombiningQueue<String>> queue = new ArrayList<>();
		queue.add(new CombiningQueue<>((task) -> {
			queue.getFirst().put("b");
			throw new OutOfMemoryError("unable to create native thread");
		}, 10, this.batches::add, this::fail));

		queue.getFirst().put("a");

		assertThat(this.failed).containsExactly("a", "b");
	}

	@Test
	void failsWaitingItemsAndContinuesWhenItsTaskDies() {
		List<String> lost = new ArrayList<>();
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 1, (batch) -> {
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
		queue.put("a");
		queue.put("b");

		this.tasks.remove().run();
		assertThat(lost).containsExactly("a", "b");
		queue.put("c");
		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("c"));
	}

	@Test
	void processesItemsInTheCallingThreadAfterTheExecutorWasShutDown() {
		CombiningQueue<String> queue = new CombiningQueue<>((task) -> {
			throw new RejectedExecutionException();
		}, 10, this.batches::add, this::fail);

		queue.put("a");
		queue.put("b");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b"));
	}

}
