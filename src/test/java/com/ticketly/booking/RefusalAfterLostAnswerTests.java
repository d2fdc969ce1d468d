package com.ticketly.booking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestInterceptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests transactions that are written without an answer and refused with a conflict when
 * they are sent again. What they made is then found, also where nothing can be made any
 * more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalAfterLostAnswerTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--logging.threshold.console=off")
		.start();

	private final LostAnswer lostAnswer = new LostAnswer();

	@BeforeAll
	void intercept() {
		this.ticketly.bean(FaultyHttpClient.class).intercept(this.lostAnswer);
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private String hold(String slot) {
		ApiResponse hold = this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot));
		assertThat(hold.status()).isEqualTo(201);
		return "/v1/holds/" + hold.json().get("holdId").asString();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void booksTheLastSeat(int item) {
		String slot = this.ticketly.schedule("Skyfall", 1);
		this.lostAnswer.next(item);

		ApiResponse booked = this.ticketly.book(slot, "Ann", 1);

		assertThat(booked.status()).isEqualTo(201);
		assertThat(this.ticketly.getAsOperator("/v1/slots/" + slot + "/tickets").json().get("items")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void holdsTheLastSeat(int item) {
		String slot = this.ticketly.schedule("Skyfall", 1);
		this.lostAnswer.next(item);

		assertThat(this.ticketly.get(hold(slot)).json().get("holdStatus").asString()).isEqualTo("Held");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void confirmsAHold(int item) {
		String hold = hold(this.ticketly.schedule("Skyfall", 1));
		this.lostAnswer.next(item);

		assertThat(this.ticketly.post(hold + "/confirm").status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void prolongsAHold(int item) {
		String hold = hold(this.ticketly.schedule("Skyfall", 1));
		this.lostAnswer.next(item);

		assertThat(this.ticketly.post(hold + "/prolong").status()).isEqualTo(200);
		assertThat(this.ticketly.get(hold).json().get("prolonged").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void releasesAHold(int item) {
		String hold = hold(this.ticketly.schedule("Skyfall", 1));
		this.lostAnswer.next(item);

		assertThat(this.ticketly.delete(hold).status()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void cancelsATicket(int item) {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 1), "Ann");
		this.lostAnswer.next(item);

		assertThat(this.ticketly.delete("/v1/tickets/" + ticket).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void movesATicketToTheLastSeat(int item) {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 1), "Ann");
		String target = this.ticketly.schedule("Spectre", 1);
		this.lostAnswer.next(item);

		ApiResponse moved = this.ticketly.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(target));

		assertThat(moved.status()).isEqualTo(201);
		assertThat(moved.json().get("replaces").asString()).isEqualTo(ticket);
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Canceled");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void transfersATicket(int item) {
		String slot = this.ticketly.schedule("Skyfall", 1);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bookOne(this.ticketly.schedule("Spectre", 1), "Eve");
		this.lostAnswer.next(item);

		ApiResponse transferred = this.ticketly.post("/v1/tickets/" + ticket + "/transfer",
				"{\"userName\":\"Eve\",\"phoneNumber\":\"9653864514\"}");

		assertThat(transferred.status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(1)
			.extracting((booked) -> booked.id().value())
			.containsExactly(transferred.json().get("ticketId").asString());
	}

	/**
	 * Loses the answer to a transaction, and refuses its repetition.
	 */
	private static final class LostAnswer implements RequestInterceptor {

		private final AtomicInteger left = new AtomicInteger();

		private int item;

		/**
		 * Begins with the next transaction.
		 * @param item the item for which the repetition reports a conflict
		 */
		void next(int item) {
			this.item = item;
			this.left.set(2);
		}

		@Override
		public HttpExecuteResponse handle(HttpExecuteRequest request, Connection connection) throws IOException {
			int step = DynamoDbMessages.operation(request).equals("TransactWriteItems")
					? this.left.getAndUpdate((left) -> Math.max(0, left - 1)) : 0;
			return switch (step) {
				case 2 -> {
					DynamoDbMessages.content(connection.send(request));
					throw new IOException("The answer was lost");
				}
				case 1 -> {
					List<String> reasons = new ArrayList<>(
							Collections.nCopies(DynamoDbMessages.body(request).path("TransactItems").size(), "None"));
					reasons.set(this.item, "TransactionConflict");
					yield DynamoDbMessages.canceled(reasons);
				}
				default -> connection.send(request);
			};
		}

	}

}
