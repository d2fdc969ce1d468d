package com.ticketly.boxoffice;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what is left of requests of the box office whose outcome its caller does not
 * learn. The instance whose responses are lost stands for one that ends; the other one
 * answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoxOfficeOutcomeTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with("--logging.threshold.console=off");

	private final TicketlyInstance other = this.builder.start();

	private final TicketlyInstance ending = this.builder.with("--ticketly.sales.deadline=2s").start();

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
	 * Schedules a slot of which the ending instance knows everything that it needs.
	 */
	private String schedule() {
		String slot = this.ending.schedule("Skyfall", 50);
		this.ending.delete("/v1/tickets/" + this.ending.bookOne(slot, "Ann"));
		return slot;
	}

	/**
	 * Books two tickets, each after all earlier writes to the slot.
	 */
	private void settle(String slot) {
		for (int booked = 0; booked < 2;) {
			booked += (this.ending.book(slot, "Ann", 1).status() == 201) ? 1 : 0;
		}
	}

	private static ApiResponse sell(TicketlyInstance instance, String slot, String seats) {
		return instance.postAsOperator("/v1/box-office/bookings", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":[%s],"reason":"Desk"}"""
			.formatted(slot, seats));
	}

	private static ApiResponse act(TicketlyInstance instance, JsonNode booking, String what, String fields,
			String... headers) {
		return instance.postAsOperator("/v1/box-office/bookings/" + booking.get("bookingId").asString() + "/" + what,
				"{\"reason\":\"Fire\"" + fields + "}", headers);
	}

	private JsonNode read(JsonNode booking) {
		return this.other.getAsOperator("/v1/box-office/bookings/" + booking.get("bookingId").asString()).json();
	}

	private static List<String> ticketIds(ApiResponse response) {
		return response.json().get("ticketIds").valueStream().map(JsonNode::asString).toList();
	}

	private List<String> booked(String slot) {
		return SeatAudit.bookedTickets(this.other, slot).stream().map((ticket) -> ticket.id().value()).toList();
	}

	private static String to(String slot) {
		return ",\"slotId\":\"%s\"".formatted(slot);
	}

	@Test
	void undoesSalesOfWhichTheCallerDoesNotLearn() {
		String slot = schedule();
		assertThat(
				this.other.postAsOperator("/v1/slots/" + slot + "/seats/block", "{\"seats\":[\"7\",\"8\"]}").status())
			.isEqualTo(200);
		settle(slot);
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse sold = sell(this.ending, slot, "\"7\",\"9\"");
		assertThat(sold.status()).isEqualTo(503);
		assertThat(ticketIds(sold)).hasSize(2);
		assertThat(booked(slot)).hasSize(4).containsAll(ticketIds(sold));

		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(booked(slot)).hasSize(4).doesNotContainAnyElementsOf(ticketIds(sold));
		assertThat(this.other.availTickets(slot)).isEqualTo(50 - 4 - 2);
		assertThat(sell(this.other, slot, "\"7\"").status()).isEqualTo(201);
		assertThat(sell(this.other, slot, "\"7\"").problem()).isEqualTo("seats-taken");
	}

	@Test
	void namesTheTicketsThatMayBeMovedAndRepeatsTheAnswerForTheKey() {
		String slot = schedule();
		String target = schedule();
		JsonNode booking = sell(this.ending, slot, "\"1\",\"2\",\"3\"").json();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse move = act(this.ending, booking, "move", to(target), "Idempotency-Key", slot);
		ApiResponse repeated = act(this.other, booking, "move", to(target), "Idempotency-Key", slot);

		assertThat(move.status()).isEqualTo(503);
		assertThat(repeated.status()).isEqualTo(201);
		assertThat(ticketIds(move)).hasSize(6)
			.startsWith(ApiResponse.values(booking.get("tickets"), "ticketId").toArray(String[]::new))
			.endsWith(ApiResponse.values(repeated.json().get("tickets"), "ticketId").toArray(String[]::new));
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(target);
		assertThat(booked(slot)).hasSize(2);
		assertThat(booked(target)).hasSize(2 + 3);
		assertThat(read(booking).get("actions")).hasSize(2);
	}

	@Test
	void namesTheTicketsThatMayBeCanceled() {
		String slot = schedule();
		JsonNode booking = sell(this.ending, slot, "\"1\",\"2\",\"3\"").json();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse canceled = act(this.ending, booking, "cancel", "");

		assertThat(canceled.status()).isEqualTo(503);
		assertThat(ticketIds(canceled)).isEqualTo(ApiResponse.values(booking.get("tickets"), "ticketId"));
		assertThat(booked(slot)).isEmpty();
		this.connection.set(Fault.NONE);
		settle(slot);
		assertThat(booked(slot)).hasSize(2);
		assertThat(act(this.other, booking, "cancel", "").json().get("actions")).hasSize(2);
	}

	@Test
	void changesNothingIfTheRequestWasLost() {
		String slot = schedule();
		String target = schedule();
		JsonNode moved = sell(this.ending, slot, "\"1\",\"2\",\"3\"").json();
		JsonNode canceled = sell(this.ending, target, "\"1\",\"2\"").json();
		this.connection.set(Fault.REQUEST_LOST);

		List<ApiResponse> answers = List.of(act(this.ending, moved, "move", to(target)),
				act(this.ending, canceled, "cancel", ""), act(this.ending, moved, "send", ""));

		assertThat(answers).extracting(ApiResponse::status).containsOnly(503);
		assertThat(read(moved)).isEqualTo(moved);
		assertThat(read(canceled)).isEqualTo(canceled);
		assertThat(booked(slot)).hasSize(3);
		assertThat(booked(target)).hasSize(2);
		// What was sent is done completely or not at all once the connection is restored.
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(target);
		boolean isMoved = read(moved).at("/tickets/0/ticketStatus").asString().equals("Canceled");
		boolean isCanceled = read(canceled).at("/tickets/0/ticketStatus").asString().equals("Canceled");
		assertThat(booked(slot)).hasSize(isMoved ? 2 : 5);
		assertThat(booked(target)).hasSize((isMoved ? 5 : 2) + (isCanceled ? 0 : 2));
	}

	@Test
	void leavesNothingOfRequestsThatWaitedTooLong() {
		String slot = schedule();
		String target = schedule();
		JsonNode booking = sell(this.ending, slot, "\"1\",\"2\",\"3\"").json();
		this.connection.silence(true);

		List<ApiResponse> answers = List.of(act(this.ending, booking, "move", to(target)),
				act(this.ending, booking, "cancel", ""), act(this.ending, booking, "send", ""),
				this.ending.getAsOperator("/v1/box-office/bookings?name=ann"),
				this.ending.getAsOperator("/v1/box-office/bookings?idEnding=ABCD"));
		this.connection.silence(false);

		assertThat(answers).extracting(ApiResponse::status).containsOnly(503);
		settle(slot);
		settle(target);
		assertThat(read(booking)).isEqualTo(booking);
		assertThat(booked(slot)).hasSize(5);
		assertThat(booked(target)).hasSize(2);
	}

}
