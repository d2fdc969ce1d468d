package com.ticketly.booking;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a caller without a result can find out what its request has done, also if
 * the instance never learns it. The instance whose responses are lost stands for one that
 * ends before it can undo anything; the other one answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownOutcomeTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with("--logging.threshold.console=off");

	private final TicketlyInstance other = this.builder.start();

	private final TicketlyInstance ending = this.builder
		.with("--ticketly.sales.deadline=2s", "--ticketly.sales.max-waiting=20")
		.start();

	private final FaultyHttpClient connection = this.ending.bean(FaultyHttpClient.class);

	@AfterEach
	void restoreConnection() {
		this.connection.set(Fault.NONE);
	}

	@AfterAll
	void stop() {
		this.ending.close();
		this.other.close();
	}

	/**
	 * Schedules a slot of which the ending instance knows everything that it needs to
	 * book.
	 */
	private String schedule() {
		String slot = this.ending.schedule("Skyfall", 50);
		this.ending.delete("/v1/tickets/" + this.ending.bookOne(slot, "Ann"));
		return slot;
	}

	/**
	 * Books two tickets, each after all earlier writes to the slot. The second one comes
	 * after a booking is undone.
	 */
	private void settle(String slot) {
		for (int booked = 0; booked < 2;) {
			booked += (this.ending.book(slot, "Cid", 1).status() == 201) ? 1 : 0;
		}
	}

	private static String order(String slot, int tickets) {
		return """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":%d}""".formatted(slot, tickets);
	}

	private static List<String> ticketIds(ApiResponse response) {
		return response.json().get("ticketIds").valueStream().map((id) -> id.asString()).toList();
	}

	private String status(String ticket) {
		return this.other.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString();
	}

	@Test
	void namesTheTicketsThatMayBeBooked() {
		String slot = schedule();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ending.book(slot, "Ann", 3);

		assertThat(response.status()).isEqualTo(503);
		assertThat(response.problem()).isEqualTo("busy");
		assertThat(response.json().has("holdId")).isFalse();
		assertThat(ticketIds(response)).containsExactlyElementsOf(
				SeatAudit.bookedTickets(this.other, slot).stream().map((ticket) -> ticket.id().value()).toList());
		for (String ticket : ticketIds(response)) {
			assertThat(status(ticket)).isEqualTo("Booked");
			assertThat(this.other.delete("/v1/tickets/" + ticket).status()).isEqualTo(200);
		}
		assertThat(this.other.availTickets(slot)).isEqualTo(50);
	}

	@Test
	void namesTheTicketsOfARequestWithAKey() {
		String slot = schedule();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ending.post("/v1/tickets", order(slot, 2), "Idempotency-Key", slot);
		ApiResponse repeated = this.other.post("/v1/tickets", order(slot, 2), "Idempotency-Key", slot);

		assertThat(response.status()).isEqualTo(503);
		assertThat(repeated.status()).isEqualTo(201);
		assertThat(ticketIds(response)).isEqualTo(ApiResponse.values(repeated.json(), "ticketId"));
	}

	@Test
	void namesTicketsThatDoNotExistIfTheRequestWasLost() {
		String slot = schedule();
		this.connection.set(Fault.REQUEST_LOST);

		ApiResponse response = this.ending.book(slot, "Ann", 1);

		assertThat(ticketIds(response)).hasSize(1)
			.allSatisfy((ticket) -> assertThat(this.other.get("/v1/tickets/" + ticket).status()).isEqualTo(404));
	}

	@Test
	void canceledTicketsAreNotFreedTwiceWhenTheBookingIsUndone() {
		String slot = schedule();
		this.connection.set(Fault.RESPONSE_LOST);
		ApiResponse response = this.ending.book(slot, "Ann", 1);
		this.other.delete("/v1/tickets/" + ticketIds(response).getFirst());
		this.other.bookOne(slot, "Ben");

		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(this.other.get("/v1/tickets/" + ticketIds(response).getFirst()).status()).isEqualTo(404);
		assertThat(SeatAudit.bookedTickets(this.other, slot)).hasSize(3);
	}

	@Test
	void namesTheHoldThatMayExist() {
		String slot = schedule();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ending.post("/v1/holds", order(slot, 3));

		assertThat(response.status()).isEqualTo(503);
		assertThat(response.json().has("ticketIds")).isFalse();
		String hold = "/v1/holds/" + response.json().get("holdId").asString();
		assertThat(this.other.get(hold).json().get("holdStatus").asString()).isEqualTo("Held");
		assertThat(this.other.delete(hold).status()).isEqualTo(204);
		assertThat(this.other.availTickets(slot)).isEqualTo(50);
	}

	@Test
	void namesTheHoldThatMayHaveEnded() {
		String slot = schedule();
		String id = this.ending.post("/v1/holds", order(slot, 2)).json().get("holdId").asString();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ending.post("/v1/holds/" + id + "/confirm", "");

		assertThat(response.status()).isEqualTo(503);
		assertThat(response.json().get("holdId").asString()).isEqualTo(id);
		ApiResponse hold = this.other.get("/v1/holds/" + id);
		assertThat(hold.json().get("holdStatus").asString()).isEqualTo("Confirmed");
		ApiResponse confirmed = this.other.post("/v1/holds/" + id + "/confirm", "");
		assertThat(confirmed.status()).isEqualTo(201);
		assertThat(confirmed.json()).isEqualTo(hold.json().get("tickets"));
	}

	@Test
	void namesTheHoldThatMayBeProlonged() {
		String slot = schedule();
		String id = this.ending.post("/v1/holds", order(slot, 2)).json().get("holdId").asString();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ending.post("/v1/holds/" + id + "/prolong", "", "Idempotency-Key", id);
		ApiResponse repeated = this.other.post("/v1/holds/" + id + "/prolong", "", "Idempotency-Key", id);

		assertThat(response.status()).isEqualTo(503);
		assertThat(response.json().get("holdId").asString()).isEqualTo(id);
		assertThat(repeated.status()).isEqualTo(200);
		assertThat(repeated.json().get("prolonged").asBoolean()).isTrue();
		assertThat(this.other.post("/v1/holds/" + id + "/prolong", "").problem()).isEqualTo("hold-already-prolonged");
	}

	@Test
	void namesTheTicketsThatMayBeCanceledMovedOrTransferred() {
		String slot = schedule();
		String target = schedule();
		String free = schedule();
		String canceled = this.ending.bookOne(slot, "Ann");
		String moved = this.ending.bookOne(target, "Ann");
		String another = schedule();
		String transferred = this.ending.bookOne(another, "Ann");
		this.ending.bookOne(another, "Cid");
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse cancellation = this.ending.delete("/v1/tickets/" + canceled);
		ApiResponse move = this.ending.post("/v1/tickets/" + moved + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(free));

		ApiResponse transfer = this.ending.post("/v1/tickets/" + transferred + "/transfer",
				"{\"userName\":\"Cid\",\"phoneNumber\":\"9653864514\"}");

		assertThat(List.of(cancellation, move, transfer)).extracting(ApiResponse::status).containsOnly(503);
		assertThat(ticketIds(cancellation)).containsExactly(canceled);
		assertThat(status(canceled)).isEqualTo("Canceled");
		assertThat(ticketIds(move)).hasSize(2).startsWith(moved);
		assertThat(ticketIds(move)).extracting(this::status).containsExactly("Canceled", "Booked");
		assertThat(ticketIds(transfer)).hasSize(2).startsWith(transferred);
		assertThat(ticketIds(transfer)).extracting(this::status).containsExactly("Canceled", "Booked");
	}

	@Test
	void namesNothingIfNothingWillBeWritten() {
		String slot = schedule();
		this.connection.set(Fault.RESPONSE_LOST);
		CompletableFuture<ApiResponse> sent = CompletableFuture.supplyAsync(() -> this.ending.book(slot, "Ann", 1));
		while (this.other.availTickets(slot) == 50) {
			Thread.onSpinWait();
		}

		List<ApiResponse> waiting = Concurrently.call(30, (i) -> this.ending.book(slot, "Ann", 1));

		assertThat(ticketIds(sent.join())).hasSize(1);
		assertThat(waiting).extracting(ApiResponse::status).containsOnly(503);
		assertThat(waiting).noneMatch((response) -> response.json().has("ticketIds"));
		this.connection.set(Fault.NONE);
		settle(slot);
		assertThat(SeatAudit.bookedTickets(this.other, slot)).hasSize(2);
	}

}
