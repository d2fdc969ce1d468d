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
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that bookings are consistent after a process ends during an on-sale.
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
	 * Books concurrently until the process has ended.
	 * @param end ends the process, called after 50 requests have completed
	 * @param headers returns the headers of a request, given its number
	 * @return the ids of the confirmed tickets by request number
	 */
	private Map<Integer, String> bookUntilTheProcessEnds(String slot, Consumer<TicketlyProcess> end,
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
				.filter((response) -> response.status() == 201)
				.map(ProcessEndTests::ticket);
		}
		catch (UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	private static String ticket(ApiResponse response) {
		return response.json().get(0).get("ticketId").asString();
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
	void keepsEveryConfirmedTicketAfterACrash() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Collection<String> confirmed = bookUntilTheProcessEnds(slot, TicketlyProcess::kill, (i) -> Map.of()).values();

		assertThat(confirmed).hasSizeGreaterThanOrEqualTo(50);
		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsAll(confirmed);
		assertThat(this.survivor.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void confirmsEveryWrittenBookingBeforeAShutdown() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Collection<String> confirmed = bookUntilTheProcessEnds(slot, TicketlyProcess::terminate, (i) -> Map.of())
			.values();

		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(confirmed);
	}

	@Test
	void booksOnceWhenACrashedRequestIsRetried() {
		String slot = this.survivor.schedule("Skyfall", 450);
		IntFunction<String> key = (i) -> slot + " " + i;
		Map<Integer, String> confirmed = bookUntilTheProcessEnds(slot, TicketlyProcess::kill,
				(i) -> Map.of("Idempotency-Key", key.apply(i)));

		RequestRecorder requests = this.survivor.bean(RequestRecorder.class);
		requests.clear();

		Map<Integer, String> retried = new HashMap<>();
		for (int i = 0; i < REQUESTS; i++) {
			ApiResponse response = this.survivor.post("/v1/tickets", """
					{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(userName(i),
					slot), "Idempotency-Key", key.apply(i));
			assertThat(response.status()).as("found out at once").isEqualTo(201);
			retried.put(i, ticket(response));
		}

		assertThat(requests.count(TransactWriteItemsRequest.class)).as("an attempt, and one after a refusal")
			.isLessThanOrEqualTo(2 * REQUESTS);

		assertThat(retried).containsAllEntriesOf(confirmed);
		assertThat(SeatAudit.bookedTickets(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(retried.values());
	}

}
