package com.ticketly.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.ticketly.dynamodb.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AdmissionQueueTests {

	private static final Deadline LATER = Deadline.in(Duration.ofMinutes(4));

	private final AtomicLong nanoTime = new AtomicLong();

	private final AdmissionQueue queue = new AdmissionQueue(1, this.nanoTime::get);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final BlockingQueue<String> admitted = new LinkedBlockingQueue<>();

	@AfterEach
	void stop() {
		this.executor.close();
	}

	/**
	 * Starts a request that waits.
	 */
	private Future<Boolean> start(String name, Deadline deadline) {
		int before = this.queue.waiting();
		Future<Boolean> request = this.executor.submit(() -> {
			boolean result = this.queue.enter(deadline);
			if (result) {
				this.admitted.add(name);
			}
			return result;
		});
		await().until(() -> this.queue.waiting() > before || request.isDone());
		return request;
	}

	/**
	 * Ends the request in progress some time after the last one.
	 */
	private void leaveAfter(Duration duration) {
		this.nanoTime.addAndGet(duration.toNanos());
		this.queue.leave();
	}

	@Test
	void admitsUpToItsPlaces() throws InterruptedException {
		AdmissionQueue two = new AdmissionQueue(2, this.nanoTime::get);

		assertThat(two.enter(LATER)).isTrue();
		assertThat(two.enter(LATER)).isTrue();
		two.leave();
		assertThat(two.enter(LATER)).isTrue();
		assertThat(two.waiting()).isZero();
	}

	@Test
	void admitsTheOldestAndTheLatestByTurns() throws Exception {
		this.queue.enter(LATER);
		for (String name : List.of("a", "b", "c", "d")) {
			start(name, LATER);
		}

		for (String expected : List.of("a", "d", "b", "c")) {
			this.queue.leave();
			assertThat(this.admitted.poll(1, TimeUnit.MINUTES)).isEqualTo(expected);
		}
		this.queue.leave();
		assertThat(this.queue.enter(LATER)).isTrue();
	}

	@Test
	void refusesAtOnceWhatCannotBeServedInTime() throws Exception {
		this.queue.enter(LATER);
		start("a", LATER);
		start("b", LATER);
		start("c", LATER);
		leaveAfter(Duration.ofMinutes(1));

		// Two wait, for a minute each, which is less than three quarters of four.
		Future<Boolean> inTime = start("d", Deadline.in(Duration.ofMinutes(4)));
		assertThat(this.queue.waiting()).isEqualTo(3);
		assertThat(this.queue.refuses(Deadline.in(Duration.ofMinutes(4)))).isTrue();
		assertThat(this.queue.enter(Deadline.in(Duration.ofMinutes(4)))).isFalse();
		assertThat(this.queue.waiting()).isEqualTo(3);

		for (int left = 3; left > 0; left--) {
			this.queue.leave();
		}
		assertThat(inTime.get()).isTrue();
	}

	@Test
	void refusesAtOnceWhileNothingEnds() throws Exception {
		this.queue.enter(LATER);
		start("a", LATER);
		assertThat(this.queue.refuses(Deadline.in(Duration.ofSeconds(10)))).isFalse();

		this.nanoTime.addAndGet(Duration.ofSeconds(8).toNanos());

		assertThat(this.queue.enter(Deadline.in(Duration.ofSeconds(10)))).isFalse();
		this.queue.leave();
	}

	@Test
	void forgetsHowLongRequestsTookWhenNoneWaits() throws Exception {
		this.queue.enter(LATER);
		start("a", LATER);
		leaveAfter(Duration.ofHours(1));
		this.queue.leave();

		this.queue.enter(LATER);
		start("b", LATER);
		assertThat(this.queue.refuses(Deadline.in(Duration.ofSeconds(10)))).isFalse();
		this.queue.leave();
	}

	@Test
	void refusesAfterThreeQuartersOfTheTime() throws Exception {
		this.queue.enter(LATER);

		assertThat(this.queue.enter(Deadline.in(Duration.ofMillis(1)))).isFalse();

		assertThat(this.queue.waiting()).isZero();
		this.queue.leave();
		assertThat(this.queue.enter(LATER)).isTrue();
	}

	@Test
	void keepsItsPlacesWhenARequestIsInterrupted() throws Exception {
		this.queue.enter(LATER);
		Future<Boolean> interrupted = start("a", LATER);
		interrupted.cancel(true);
		await().until(() -> this.queue.waiting() == 0);

		this.queue.leave();

		assertThat(this.queue.enter(LATER)).isTrue();
		assertThat(this.queue.enter(Deadline.in(Duration.ZERO))).isFalse();
	}

}
