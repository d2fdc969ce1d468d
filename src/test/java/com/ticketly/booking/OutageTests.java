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
 * What holds when DynamoDB's answers do not come.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--ticketly.sales.deadline=3s", "--ticketly.sales.max-waiting=20", "--logging.level.com.ticketly=off")
		.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterEach
	void mend() {
		this.connection.set(Fault.NONE);
		this.connection.forgetTokens(false);
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * Waits for the writes that are under way: they are settled before this one.
	 */
	private void settle(String slot) {
		ApiResponse answer;
		do {
			answer = this.ticketly.book(slot, "Ann", 1);
		}
		while (answer.status() == 503);
		assertThat(answer.status()).isEqualTo(201);
	}

	private String slotWithABooking() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		return slot;
	}

	private ApiResponse bookThoughTheFirstAnswerIsLost(String slot) {
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();
		this.connection.set(Fault.RESPONSE_LOST);
		CompletableFuture<ApiResponse> answer = CompletableFuture.supplyAsync(() -> this.ticketly.book(slot, "Ann", 3));
		while (watch.count(TransactWriteItemsRequest.class) < 2) {
			Thread.onSpinWait();
		}
		this.connection.set(Fault.NONE);
		return answer.join();
	}

	@Test
	void leavesNothingBehindOfABookingWhoseRequestWasLost() {
		String slot = slotWithABooking();
		this.connection.set(Fault.REQUEST_LOST);

		ApiResponse answer = this.ticketly.book(slot, "Ann", 3);
		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isEqualTo("1");
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(2);
	}

	@Test
	void takesBackABookingWhoseAnswerWasLostOnceItsCallerGaveUp() {
		String slot = slotWithABooking();
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse answer = this.ticketly.book(slot, "Ann", 3);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).as("written, though nobody knows").hasSize(4);
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(slot);

		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(3);
	}

	@Test
	void takesBackABookingEvenIfDynamoDbHasForgottenTheRequest() {
		String slot = slotWithABooking();
		this.connection.forgetTokens(true);
		this.connection.set(Fault.RESPONSE_LOST);

		ApiResponse answer = this.ticketly.book(slot, "Ann", 3);
		assertThat(answer.status()).isEqualTo(503);
		this.connection.set(Fault.NONE);
		settle(slot);
		settle(slot);

		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(3);
	}

	@Test
	void confirmsABookingEvenIfDynamoDbHasForgottenTheRequest() {
		String slot = slotWithABooking();
		this.connection.forgetTokens(true);

		ApiResponse answer = bookThoughTheFirstAnswerIsLost(slot);

		assertThat(answer.status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).extracting((ticket) -> ticket.id().value())
			.hasSize(4)
			.containsAll(ApiResponse.values(answer.json(), "ticketId"));
	}

	@Test
	void asksAgainWithTheSameTokenWhenAnAnswerWasLost() {
		String slot = slotWithABooking();

		ApiResponse answer = bookThoughTheFirstAnswerIsLost(slot);

		assertThat(answer.status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).as("written once").hasSize(4);
	}

	@Test
	void refusesAtOnceWhatIsMoreThanMayWait() {
		String slot = this.ticketly.schedule("Skyfall", 200);
		this.ticketly.bookOne(slot, "Ann");
		this.connection.set(Fault.REQUEST_LOST);

		List<ApiResponse> answers = Concurrently.call(100, (i) -> this.ticketly.book(slot, "Ann", 1));
		this.connection.set(Fault.NONE);
		settle(slot);

		assertThat(answers).allMatch((answer) -> answer.status() == 503)
			.allMatch((answer) -> !answer.header("Retry-After").isEmpty());
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(2);
	}

	@Test
	void losesNobodysBookingWhenASecondScreenIsAddedDuringAnOutage() {
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

		List<String> answered = Stream.concat(early.stream(), late.stream())
			.filter((answer) -> answer.status() == 201)
			.map((answer) -> answer.json().get(0).get("ticketId").asString())
			.toList();
		assertThat(Stream.of(slot, second).flatMap((id) -> SeatAudit.bookedTickets(this.ticketly, id).stream()))
			.extracting((ticket) -> ticket.id().value())
			.containsAll(answered)
			.hasSize(answered.size() + 3);
	}

	@Test
	void answersInTimeWhateverIsAskedDuringAnOutage() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.connection.set(Fault.REQUEST_LOST);

		List<ApiResponse> answers = Concurrently.call(3,
				(i) -> (i == 0) ? this.ticketly.postAsOperator("/scheduleMovie", """
						{"slotName":"Spectre","slotDescription":"","startTime":"2030-11-01 12:22",
						"endTime":"2030-11-01 15:22","slotType":"Movie","genre":"Action"}""")
						: this.ticketly.book(slot, "Newcomer " + i, 1));

		assertThat(answers).extracting(ApiResponse::status).containsOnly(503);
		assertThat(answers).extracting(ApiResponse::problem).containsOnly("busy");
	}

	@Test
	void staysAliveAndReadyDuringAnOutage() {
		this.connection.set(Fault.REQUEST_LOST);

		assertThat(this.ticketly.get("/livez").status()).isEqualTo(200);
		assertThat(this.ticketly.get("/readyz").status()).isEqualTo(200);
	}

}
