package com.ticketly.fleet;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.TicketlyProcess;
import com.ticketly.booking.SeatAudit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that instances leave and join during a sale: processes that are asked to end or
 * killed, in turns, and started again. {@code -Dfleet.rounds=24} does so for minutes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingTests {

	private static final int ROUNDS = Integer.getInteger("fleet.rounds", 2);

	private static final int PROCESSES = Integer.getInteger("fleet.processes", 2);

	private static final int MAX_REQUESTS = 1000;

	private static final int BOOKINGS_PER_SECOND = Integer.getInteger("fleet.rate", 10);

	/**
	 * The number of slots, so many that none is sold out.
	 */
	private static final int SLOTS = 40;

	/**
	 * The number of bookings in a round, which takes 5 seconds.
	 */
	private static final int BOOKINGS = 5 * BOOKINGS_PER_SECOND;

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.asFleet()
		// Starting processes take most of the processors.
		.withLongTimeouts();

	private final TicketlyInstance stays = this.builder.start();

	private final List<String> slots = Stream.generate(() -> this.stays.schedule("Skyfall", 500)).limit(SLOTS).toList();

	private final Collection<ApiResponse> answers = new ConcurrentLinkedQueue<>();

	private final Semaphore answered = new Semaphore(0);

	private final AtomicInteger lost = new AtomicInteger();

	private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

	/**
	 * The processes that get new requests, the one that will leave next first.
	 */
	private final BlockingQueue<Target> inService = new LinkedBlockingQueue<>();

	@AfterAll
	void stop() {
		this.inService.forEach((target) -> target.process().close());
		this.stays.close();
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void losesNothingAndRefusesNothing() throws Exception {
		for (int i = 0; i < PROCESSES; i++) {
			startProcess();
		}
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
				ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
			clock.scheduleAtFixedRate(() -> requests.execute(this::book), 0, 1_000_000 / BOOKINGS_PER_SECOND,
					TimeUnit.MICROSECONDS);
			for (int round = 0; round < ROUNDS; round++) {
				this.answered.acquire(BOOKINGS);
				end(round % 2 == 0);
				requests.execute(this::startProcess);
			}
			this.answered.drainPermits();
			this.answered.acquire(BOOKINGS);
		}

		assertThat(this.answers).extracting(ApiResponse::status).containsOnly(201);
		List<String> confirmed = this.answers.stream()
			.map((answer) -> answer.json().get(0).get("ticketId").asString())
			.toList();
		List<String> booked = this.slots.stream()
			.flatMap((slot) -> SeatAudit.bookedTickets(this.stays, slot).stream())
			.map((ticket) -> ticket.id().value())
			.toList();
		assertThat(booked).doesNotHaveDuplicates()
			.containsAll(confirmed)
			.hasSizeLessThanOrEqualTo(confirmed.size() + this.lost.get());
		System.out.printf("%d bookings, the longest after %d ms; %d requests of killed instances without an answer%n",
				booked.size(), this.longestNanos.get() / 1_000_000, this.lost.get());
	}

	private void startProcess() {
		this.inService.add(new Target(this.builder.startProcess()));
	}

	private void end(boolean gracefully) throws InterruptedException {
		Target leaving = this.inService.take();
		if (gracefully) {
			// As a load balancer does, ends the instance when it has no more requests.
			leaving.requests().acquire(MAX_REQUESTS);
			leaving.process().terminate();
		}
		else {
			leaving.process().kill();
			leaving.requests().acquire(MAX_REQUESTS);
			this.lost.addAndGet(leaving.lost().get());
			leaving.lost().set(0);
		}
		assertThat(leaving.lost()).hasValue(0);
	}

	/**
	 * Books a ticket of any slot at any instance.
	 */
	private void book() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String slot = this.slots.get(random.nextInt(this.slots.size()));
		String customer = "Customer " + random.nextInt(50);
		List<Target> targets = List.copyOf(this.inService);
		int no = random.nextInt(targets.size() + 1);
		if (no == targets.size()) {
			answer(() -> this.stays.book(slot, customer, 1));
			this.answered.release();
		}
		else if (targets.get(no).requests().tryAcquire()) {
			book(targets.get(no), slot, customer);
		}
	}

	private void book(Target target, String slot, String customer) {
		try {
			answer(() -> target.process().book(slot, customer, Map.of()));
		}
		catch (UncheckedIOException ex) {
			target.lost().incrementAndGet();
		}
		finally {
			target.requests().release();
			this.answered.release();
		}
	}

	private void answer(Supplier<ApiResponse> booking) {
		long start = System.nanoTime();
		this.answers.add(booking.get());
		this.longestNanos.accumulate(System.nanoTime() - start);
	}

	/**
	 * A process that gets requests.
	 *
	 * @param requests permits to send a request
	 * @param lost the number of requests without an answer
	 */
	private record Target(TicketlyProcess process, Semaphore requests, AtomicInteger lost) {

		Target(TicketlyProcess process) {
			this(process, new Semaphore(MAX_REQUESTS, true), new AtomicInteger());
		}

	}

}
