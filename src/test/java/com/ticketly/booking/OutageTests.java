package com.ticketly.booking;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the service while requests to DynamoDB or its responses are lost.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--ticketly.sales.deadline=3s", "--ticketly.sales.max-waiting=20", "--logging.threshold.console=off")
		.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterEach
	void restoreConnection() {
		this.connection.set(Fault.NONE);
		this.connection.forgetTokens(false);
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * Waits until all earlier writes to a slot have a certain outcome. A booking succeeds
	 * only after them, because a section is written in order.
	 */
	private void settle(String slot) {
		ApiResponse response;
		do {
			response = this.ticketly.book(slot, "Ann", 1);
		}
		while (response.status() == 503);
		assertThat(response.status()).isEqualTo(201);
	}

	private String scheduleAndBookOne() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		return slot;
	}

	private ApiResponse bookAndLoseTheFirstResponse(String slot) {
		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();
		this.connection.set(Fault.RESPONSE_LOST);
		CompletableFuture<ApiResponse> response = CompletableFuture
			.supplyAsync(() -> this.ticketly.book(slot, "Ann", 3));
		while (requests.count(TransactWriteItemsRequest.class) < 2) {
			Thread.onSpinWait();
		}
		this.connection.set(Fault.NONE);
		return response.join();
	}

	@Test
	void writesNothingWhenTheRequestWasLost() {
		String slot = scheduleAndBookOne();
		this.connection.set(Fault.REQUEST_LOST);

		ApiResponse response = this.ticketly.book(slot, "Ann", 3);
		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(2);
	}

	/**
	 * Without a pause, thousands of requests would be sent until the deadline.
	 */
	@Test
	void pausesBetweenRegistrationsOfAUserThatConflict() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();
		this.connection.set(Fault.CONFLICT);

		ApiResponse response = this.ticketly.book(slot, "Newcomer", 1);

		assertThat(response.status()).isEqualTo(503);
		assertThat(requests.count(TransactWriteItemsRequest.class)).isBetween(2L, 100L);
	}

	@Test
	void undoesABookingWhoseCallerTimedOut() {
		String slot = scheduleAndBookOne();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ticketly.book(slot, "Ann", 3);
		assertThat(response.status()).isEqualTo(503);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).as("tickets, including those of the lost response")
			.hasSize(4);
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(slot);

		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(3);
	}

	@Test
	void undoesABookingAfterDynamoDbForgotItsToken() {
		String slot = scheduleAndBookOne();
		this.connection.forgetTokens(true);
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse response = this.ticketly.book(slot, "Ann", 3);
		assertThat(response.status()).isEqualTo(503);
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(slot);

		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(3);
	}

	@Test
	void confirmsABookingAfterDynamoDbForgotItsToken() {
		String slot = scheduleAndBookOne();
		this.connection.forgetTokens(true);

		ApiResponse response = bookAndLoseTheFirstResponse(slot);

		assertThat(response.status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).extracting((ticket) -> ticket.id().value())
			.hasSize(4)
			.containsAll(ApiResponse.values(response.json(), "ticketId"));
	}

	@Test
	void retriesWithTheSameTokenWhenAResponseWasLost() {
		String slot = scheduleAndBookOne();

		ApiResponse response = bookAndLoseTheFirstResponse(slot);

		assertThat(response.status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).as("tickets, each written once").hasSize(4);
	}

	@Test
	void refusesBookingsBeyondTheQueueCapacity() {
		String slot = this.ticketly.schedule("Skyfall", 200);
		this.ticketly.bookOne(slot, "Ann");
		this.connection.set(Fault.REQUEST_LOST);

		List<ApiResponse> responses = Concurrently.call(100, (i) -> this.ticketly.book(slot, "Ann", 1));
		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(responses).allMatch((response) -> response.status() == 503)
			.allMatch((response) -> !response.header("Retry-After").isEmpty());
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(2);
	}

	@Test
	void keepsConfirmedBookingsWhenASecondSlotIsAddedDuringAnOutage() {
		String slot = this.ticketly.schedule("Twin", 100);
		String byName = """
				{"userName":"Ann","phoneNumber":"9653864514","slotName":"Twin","startTime":"2030-11-01 12:22",
				"numTickets":1}""";
		this.ticketly.post("/v1/tickets", byName);
		this.connection.set(Fault.RESPONSE_LOST);
		List<ApiResponse> early = Concurrently.call(5, (i) -> this.ticketly.post("/v1/tickets", byName));
		this.connection.set(Fault.NONE);
		String second = this.ticketly.schedule("Twin", 100);
		List<ApiResponse> late = Concurrently.call(10, (i) -> this.ticketly.post("/v1/tickets", byName));
		settle(slot);
		settle(slot);

		List<String> confirmed = Stream.concat(early.stream(), late.stream())
			.filter((response) -> response.status() == 201)
			.map((response) -> response.json().get(0).get("ticketId").asString())
			.toList();
		assertThat(Stream.of(slot, second).flatMap((id) -> SeatAudit.bookedTickets(this.ticketly, id).stream()))
			.extracting((ticket) -> ticket.id().value())
			.containsAll(confirmed)
			.hasSize(confirmed.size() + 3);
	}

	@Test
	void answersBusyDuringAnOutage() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.connection.set(Fault.REQUEST_LOST);

		List<ApiResponse> responses = Concurrently.call(3,
				(i) -> (i == 0) ? this.ticketly.postAsOperator("/scheduleMovie", """
						{"slotName":"Spectre","slotDescription":"","startTime":"2030-11-01 12:22",
						"endTime":"2030-11-01 15:22","slotType":"Movie","genre":"Action"}""")
						: this.ticketly.book(slot, "Newcomer " + i, 1));

		assertThat(responses).extracting(ApiResponse::status).containsOnly(503);
		assertThat(responses).extracting(ApiResponse::problem).containsOnly("busy");
	}

	@Test
	void staysAliveAndReadyDuringAnOutage() {
		this.connection.set(Fault.REQUEST_LOST);

		assertThat(this.ticketly.get("/livez").status()).isEqualTo(200);
		assertThat(this.ticketly.get("/readyz").status()).isEqualTo(200);
	}

}
