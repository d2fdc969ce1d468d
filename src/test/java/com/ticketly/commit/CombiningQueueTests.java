package com.ticketly.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CombiningQueueTests {

	/**
	 * Tasks that the queue submitted to the executor; the test runs them itself.
	 */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<List<String>> batches = new ArrayList<>();

	@Test
	void handlesASingleItemImmediately() {
		CombiningQueue<String> queue = new CombiningQueue<>(Runnable::run, 10, 10, this.batches::add);

		queue.offer("a");
		queue.offer("b");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void combinesItemsThatWaitForTheWorker() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, 10, this.batches::add);
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
		}));

		queue.getFirst().offer("a");

		assertThat(this.batches).containsExactly(List.of("a"), List.of("b", "c"));
	}

	@Test
	void splitsItemsThatExceedTheBatchSize() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 10, 2, this.batches::add);
		List.of("a", "b", "c", "d", "e").forEach(queue::offer);

		this.tasks.remove().run();

		assertThat(this.batches).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void refusesItemsBeyondTheQueueCapacity() {
		CombiningQueue<String> queue = new CombiningQueue<>(this.tasks::add, 2, 10, this.batches::add);

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
		queue.add(new CombiningQueue<>(this.tasks::add, 10, 2, (batch) -> loads.add(queue.getFirst().load())));
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
		});

		queue.offer("bad");
		queue.offer("good");

		assertThat(this.batches).containsExactly(List.of("bad"), List.of("good"));
	}

}
