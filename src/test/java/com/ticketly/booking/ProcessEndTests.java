package com.ticketly.booking;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.TicketlyProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds when a process ends in the middle of an on-sale.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessEndTests {

	private static final int REQUESTS = 400;

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance survivor = this.builder.start();

	@AfterAll
	void stop() {
		this.survivor.close();
	}

	/**
	 * Books until the process is gone, which it is told when 50 have booked.
	 * @param headers the headers of each request
	 * @return the tickets that were answered, by the numbers of their requests
	 */
	private Map<Integer, String> bookUntilTheEnd(String slot, Consumer<TicketlyProcess> end,
			IntFunction<Map<String, String>> headers) {
		Map<Integer, String> tickets = new ConcurrentHashMap<>();
		CountDownLatch booked = new CountDownLatch(50);
		try (TicketlyProcess process = this.builder.startProcess()) {
			Concurrently.call(REQUESTS + 1, (i) -> {
				if (i == REQUESTS) {
					await(booked);
					end.accept(process);
				}
				else {
					book(process, slot, i, headers.apply(i)).ifPresent((ticket) -> tickets.put(i, ticket));
					booked.countDown();
				}
				return i;
			});
		}
		return tickets;
	}

	private static Optional<String> book(TicketlyProcess process, String slot, int i, Map<String, String> headers) {
		try {
			return Optional.of(process.book(slot, userName(i), headers))
				.filter((answer) -> answer.status() == 201)
				.map(ProcessEndTests::ticket);
		}
		catch (UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	private static String ticket(ApiResponse answer) {
		return answer.json().get(0).get("ticketId").asString();
	}

	private static String userName(int i) {
		return "Customer " + i % 5;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void losesNoTicketThatWasAnsweredBeforeACrash() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Collection<String> answered = bookUntilTheEnd(slot, TicketlyProcess::kill, (i) -> Map.of()).values();

		assertThat(answered).hasSizeGreaterThanOrEqualTo(50);
		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsAll(answered);
		assertThat(this.survivor.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void answersEverythingThatItWritesBeforeItEnds() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Collection<String> answered = bookUntilTheEnd(slot, TicketlyProcess::terminate, (i) -> Map.of()).values();

		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(answered);
	}

	@Test
	void givesOneTicketToWhoAsksAgainAfterACrash() {
		String slot = this.survivor.schedule("Skyfall", 450);
		IntFunction<String> key = (i) -> slot + " " + i;
		Map<Integer, String> answered = bookUntilTheEnd(slot, TicketlyProcess::kill,
				(i) -> Map.of("Idempotency-Key", key.apply(i)));

		Map<Integer, String> again = new HashMap<>();
		for (int i = 0; i < REQUESTS; i++) {
			ApiResponse answer = this.survivor.post("/v1/tickets", """
					{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(userName(i),
					slot), "Idempotency-Key", key.apply(i));
			again.put(i, ticket(answer));
		}

		assertThat(again).containsAllEntriesOf(answered);
		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(again.values());
	}

}
