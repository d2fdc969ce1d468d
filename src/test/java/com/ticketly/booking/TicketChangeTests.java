package com.ticketly.booking;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.listing.TicketLookup;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests until when tickets can be canceled, rescheduled, and transferred.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketChangeTests {

	private static final Instant START = Instant.parse("2030-11-01T12:22:00Z");

	private static final Instant BEFORE = Instant.parse("2030-10-01T00:00:00Z");

	private final TestClock clock = TestClock.at(BEFORE.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final String later = this.ticketly.postAsOperator("/v1/slots", """
			{"slotName":"Later","slotDescription":"","startTime":"2031-11-01 12:22","endTime":"2031-11-01 15:22",
			"slotType":"Movie","genre":"Action","capacity":100}""").json().get("slotId").asString();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@BeforeEach
	void moveClockBack() {
		this.clock.moveTo(BEFORE);
	}

	/**
	 * Sends a request that changes a ticket.
	 */
	private ApiResponse change(TicketlyInstance instance, String operation, String ticket) {
		return switch (operation) {
			case "DELETE" -> instance.delete("/v1/tickets/" + ticket);
			case "reschedule" ->
				instance.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(this.later));
			case "transfer" -> instance.post("/v1/tickets/" + ticket + "/transfer",
					"{\"userName\":\"Eve\",\"phoneNumber\":\"9653864514\"}");
			case "cancelTicket" -> instance.post("/cancelTicket", "{\"ticketId\":\"%s\"}".formatted(ticket));
			case "updateMovieSlotForTicket" -> instance.post("/updateMovieSlotForTicket", """
					{"ticketId":"%s","newMovie":"Later","newStartTime":"2031-11-01 12:22"}""".formatted(ticket));
			default -> throw new IllegalArgumentException(operation);
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "reschedule", "transfer", "cancelTicket", "updateMovieSlotForTicket" })
	void refusesChangesFromTheStartOfTheSlot(String operation) {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String first = this.ticketly.bookOne(slot, "Ann");
		String second = this.ticketly.bookOne(slot, "Ann");
		this.clock.moveTo(START.minusMillis(1));

		assertThat(change(this.ticketly, operation, first).status()).isLessThan(300);

		this.clock.moveTo(START);
		ApiResponse refused = change(this.ticketly, operation, second);
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.problem()).isEqualTo("changes-closed");
		assertThat(refused.json().get("slotId").asString()).isEqualTo(slot);
		assertThat(Instant.parse(refused.json().get("changesUntil").asString())).isEqualTo(START);
		assertThat(this.ticketly.get("/v1/tickets/" + second).json().get("ticketStatus").asString())
			.isEqualTo("Booked");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(operation.equals("transfer") ? 18 : 19);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "cancelTicket" })
	void answersARepeatedCancellationAfterTheStartAlike(String operation) {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 20), "Ann");
		ApiResponse canceled = change(this.ticketly, operation, ticket);

		this.clock.moveTo(START.plusSeconds(60));

		assertThat(change(this.ticketly, operation, ticket).status()).isEqualTo(200);
		assertThat(change(this.ticketly, operation, ticket).json()).isEqualTo(canceled.json());
	}

	@Test
	void answersARepeatedMoveAfterTheStartAlike() {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 20), "Ann");
		Supplier<ApiResponse> move = () -> this.ticketly.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(this.later), "Idempotency-Key", ticket);
		this.clock.moveTo(START.minusSeconds(60));
		String moved = move.get().json().get("ticketId").asString();

		this.clock.moveTo(START.plusSeconds(60));

		assertThat(move.get().json().get("ticketId").asString()).isEqualTo(moved);
		assertThat(change(this.ticketly, "reschedule", ticket).problem()).isEqualTo("ticket-not-booked");
	}

	@ParameterizedTest
	@CsvSource({ "false, -2h, 2030-11-01T10:22:00Z", "false, 30m, 2030-11-01T12:52:00Z",
			"false, 5h, 2030-11-01T17:22:00Z", "true, -1d, 2030-10-31T12:22:00Z", "true, 0s, 2030-11-01T12:22:00Z" })
	void allowsChangesUntilTheConfiguredTime(boolean pastSlots, String until, Instant end) {
		try (TicketlyInstance instance = this.builder
			.with("--ticketly.sales.changes-until=" + until, "--ticketly.sales.past-slots=" + pastSlots)
			.start()) {
			String slot = instance.schedule("Skyfall", 20);
			String first = instance.bookOne(slot, "Ann");
			String second = instance.bookOne(slot, "Ann");
			String third = instance.bookOne(slot, "Ann");

			this.clock.moveTo(end.minusMillis(1));
			assertThat(change(instance, "DELETE", first).status()).isEqualTo(200);
			assertThat(change(instance, "reschedule", second).status()).isEqualTo(201);

			this.clock.moveTo(end);
			assertThat(change(instance, "DELETE", third).problem()).isEqualTo("changes-closed");
			assertThat(change(instance, "reschedule", third).problem()).isEqualTo("changes-closed");
		}
		finally {
			this.builder.with("--ticketly.sales.changes-until=", "--ticketly.sales.past-slots=false");
		}
	}

	@Test
	void allowsChangesUntilTheTicketsExpireWherePastSlotsAreSold() {
		try (TicketlyInstance instance = this.builder.with("--ticketly.sales.past-slots=true").start()) {
			String slot = instance.schedule("Skyfall", 20);
			String first = instance.bookOne(slot, "Ann");
			String second = instance.bookOne(slot, "Ann");
			String third = instance.bookOne(slot, "Ann");

			this.clock.moveTo(Instant.parse("2030-11-01T23:21:59Z"));
			assertThat(change(instance, "DELETE", first).status()).isEqualTo(200);
			assertThat(change(instance, "reschedule", second).status()).isEqualTo(201);

			this.clock.moveTo(Instant.parse("2030-11-01T23:22:00Z"));
			assertThat(change(instance, "DELETE", third).problem()).isEqualTo("ticket-not-booked");
		}
		finally {
			this.builder.with("--ticketly.sales.past-slots=false");
		}
	}

	private Outcome<?> cancel(TicketChange change) {
		return this.ticketly.bean(CommandExecutor.class)
			.execute(this.ticketly.bean(Purchases.class).cancel(List.of(change)));
	}

	private Outcome<?> move(TicketChange change) {
		Slots slots = this.ticketly.bean(Slots.class);
		Slot target = slots.read(new SlotId(this.later)).orElseThrow();
		CandidateSection candidate = CandidateSection.of(target, 0, slots.seating(target).sections().getFirst(),
				SeatQuality.ANYWHERE_ACCESSIBLE);
		return this.ticketly.bean(CommandExecutor.class)
			.execute(this.ticketly.bean(Purchases.class)
				.reschedule(List.of(change), new SeatSelection.Best(1), candidate));
	}

	private Outcome<?> transfer(TicketChange change) {
		return this.ticketly.bean(CommandExecutor.class)
			.execute(this.ticketly.bean(Purchases.class).transfer(change, "Eve", new PhoneNumber("+919653864514")));
	}

	private TicketChange find(String ticket) {
		return this.ticketly.bean(Purchases.class)
			.change(this.ticketly.bean(TicketLookup.class).ticket(TicketId.parse(ticket).orElseThrow()).orElseThrow(),
					null);
	}

	private void assertClosed(Outcome<?> outcome) {
		assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
				(refused) -> assertThat(refused.rejection()).isInstanceOf(Rejection.ChangesClosed.class));
	}

	@Test
	void decidesWhenTheChangeIsWritten() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		TicketChange change = find(this.ticketly.bookOne(slot, "Ann"));
		assertThat(change.refusal()).isEmpty();

		this.clock.moveTo(START);

		assertClosed(cancel(change));
		assertClosed(move(change));
		assertClosed(transfer(change));
	}

	private void moveStart(String slot, UnaryOperator<Instant> time) {
		Instant start = time.apply(START);
		ApiResponse moved = this.ticketly.send(this.ticketly.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(
					"{\"startTime\":\"%s\",\"endTime\":\"%s\"}".formatted(start, start.plus(Duration.ofHours(3))))));
		assertThat(moved.status()).isEqualTo(200);
	}

	@Test
	void refusesAChangeWhenTheSlotIsMovedBeforeItIsWritten() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		TicketChange change = find(this.ticketly.bookOne(slot, "Ann"));
		this.clock.moveTo(START.minus(Duration.ofHours(1)));

		moveStart(slot, (start) -> start.minus(Duration.ofHours(2)));

		assertClosed(cancel(change));
		assertClosed(move(change));
		assertClosed(transfer(change));
	}

	@Test
	void allowsAChangeWhenTheSlotIsPostponedBeforeItIsWritten() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		TicketChange first = find(this.ticketly.bookOne(slot, "Ann"));
		TicketChange second = find(this.ticketly.bookOne(slot, "Ann"));
		TicketChange third = find(this.ticketly.bookOne(slot, "Ann"));
		this.clock.moveTo(START.plusSeconds(60));
		assertClosed(cancel(first));

		moveStart(slot, (start) -> start.plus(Duration.ofDays(1)));

		assertThat(cancel(first).isRefused()).isFalse();
		assertThat(move(second).isRefused()).isFalse();
		assertThat(transfer(third).isRefused()).isFalse();
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void doesNotMoveOrTransferATicketOfASlotThatIsCanceledMeanwhile() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		TicketChange change = find(this.ticketly.bookOne(slot, "Ann"));

		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(List.of(move(change), transfer(change)))
			.allSatisfy((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
					(refused) -> assertThat(refused.rejection()).isInstanceOf(Rejection.TicketNotBooked.class)));
		assertThat(cancel(change).isRefused()).isFalse();
	}

}
