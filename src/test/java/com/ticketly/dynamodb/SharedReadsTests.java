package com.ticketly.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SharedReadsTests {

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void sharesOneReadThatBeginsAfterAllItsCallersAsked() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		SharedReads<String, Integer> shared = new SharedReads<>((key) -> {
			int read = this.reads.incrementAndGet();
			begun.countDown();
			await(release);
			return read;
		});
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> shared.get("a"), executor);
			begun.await();
			// These calls are queued while the first read is still in progress.
			List<CompletableFuture<Integer>> others = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				others.add(shared.ask("a"));
			}
			release.countDown();

			assertThat(first.join()).isEqualTo(1);
			assertThat(others).allMatch((response) -> response.join() == 2);
		}
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void readsDifferentKeysSeparately() {
		SharedReads<String, String> shared = new SharedReads<>(Runnable::run, (key) -> key + "!");

		assertThat(shared.get("a")).isEqualTo("a!");
		assertThat(shared.get("b")).isEqualTo("b!");
	}

	@Test
	void reportsAFailedReadAndReadsAgain() {
		SharedReads<String, Integer> shared = new SharedReads<>(Runnable::run, (key) -> {
			if (this.reads.incrementAndGet() == 1) {
				throw new IllegalStateException("down");
			}
			return 7;
		});

		assertThatIllegalStateException().isThrownBy(() -> shared.get("a")).withMessage("down");
		assertThat(shared.get("a")).isEqualTo(7);
	}

	@Test
	void reportsAnErrorOfTheExecutorAndReadsAgain() {
		Queue<Error> errors = new ArrayDeque<>(List.of(new OutOfMemoryError("unable to create native thread")));
		SharedReads<String, String> shared = new SharedReads<>((task) -> {
			if (!errors.isEmpty()) {
				throw errors.remove();
			}
			task.run();
		}, (key) -> key + "!");

		assertThat(shared.ask("a")).isCompletedExceptionally();
		assertThat(shared.get("a")).isEqualTo("a!");
	}

	@Test
	void reportsAnErrorOfARead() {
		SharedReads<String, String> shared = new SharedReads<>(Runnable::run, (key) -> {
			throw new StackOverflowError();
		});

		assertThat(shared.ask("a")).isCompletedExceptionally();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
