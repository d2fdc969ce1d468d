package com.ticketly.fleet;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.dynamodb.AwsBehavior;
import com.ticketly.dynamodb.LocalDynamoDb;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import org.jgroups.protocols.DISCARD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests commands whose owner commits them, but whose answer is lost.
 */
class LostAnswerTests {

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(AwsBehavior.typical());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.dynamoDb.settings())
		.asFleet()
		.withLongTimeouts();

	private final TicketlyInstance first = this.builder.start();

	private final TicketlyInstance second = this.builder.start();

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.dynamoDb.close();
	}

	/**
	 * Schedules a slot of four seats that the second instance owns and that both have
	 * written, with one seat left.
	 */
	private String scheduleContendedSlot() {
		String slot = this.first.schedule("Skyfall", 4);
		while (this.first.bean(Fleet.class).owns(new SectionKey(new SlotId(slot), 0))) {
			slot = this.first.schedule("Skyfall", 4);
		}
		for (TicketlyInstance instance : List.of(this.first, this.second, this.first)) {
			assertThat(instance.book(slot, "Ann", 1).status()).isEqualTo(201);
		}
		return slot;
	}

	private static void loseMessages(TicketlyInstance instance) throws Exception {
		instance.bean(Fleet.class)
			.channel()
			.channel()
			.getProtocolStack()
			.insertProtocolAtTop(new DISCARD().setUpDiscardRate(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a key" })
	void areDoneOnceWhenTheOwnerLeaves(String key) throws Exception {
		String slot = scheduleContendedSlot();
		loseMessages(this.first);

		CompletableFuture<ApiResponse> booking = CompletableFuture.supplyAsync(() -> book(slot, key));
		while (this.second.availTickets(slot) > 0) {
			Thread.onSpinWait();
		}
		assertThat(booking).isNotDone();
		this.second.close();

		assertThat(booking.join().status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.first, slot)).hasSize(4)
			.extracting((ticket) -> ticket.id().value())
			.contains(booking.join().json().get(0).get("ticketId").asString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a key" })
	void transferOnceWhenTheOwnerLeaves(String key) throws Exception {
		String slot = scheduleContendedSlot();
		String ticket = this.second.bookOne(slot, "Ann");
		this.first.bookOne(this.first.schedule("Spectre", 1), "Eve");
		loseMessages(this.first);

		CompletableFuture<ApiResponse> transfer = CompletableFuture.supplyAsync(() -> transfer(ticket, key));
		while (this.second.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString().equals("Booked")) {
			Thread.onSpinWait();
		}
		assertThat(transfer).isNotDone();
		this.second.close();

		assertThat(transfer.join().status()).isEqualTo(201);
		assertThat(SeatAudit.bookedTickets(this.first, slot)).hasSize(4)
			.extracting((booked) -> booked.id().value())
			.contains(transfer.join().json().get("ticketId").asString())
			.doesNotContain(ticket);
	}

	private ApiResponse transfer(String ticket, String key) {
		String path = "/v1/tickets/" + ticket + "/transfer";
		String customer = "{\"userName\":\"Eve\",\"phoneNumber\":\"9653864514\"}";
		return key.isEmpty() ? this.first.post(path, customer)
				: this.first.post(path, customer, "Idempotency-Key", key);
	}

	private ApiResponse book(String slot, String key) {
		String order = """
				{"userName":"Ben","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot);
		return key.isEmpty() ? this.first.post("/v1/tickets", order)
				: this.first.post("/v1/tickets", order, "Idempotency-Key", key);
	}

	@Test
	void doNotOverbookWhenSomeoneElseTakesTheSeat() throws Exception {
		String slot = scheduleContendedSlot();
		loseMessages(this.second);

		CompletableFuture<ApiResponse> booking = CompletableFuture.supplyAsync(() -> book(slot, ""));
		assertThat(this.second.book(slot, "Eve", 1).status()).isEqualTo(201);
		this.second.close();

		assertThat(booking.join().problem()).isEqualTo("sold-out");
		assertThat(SeatAudit.bookedTickets(this.first, slot)).hasSize(4);
	}

}
