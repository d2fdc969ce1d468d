package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.user.CustomerKey;
import com.ticketly.user.PhoneNumber;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldTests {

	private static final Instant START = Instant.parse("2030-10-01T00:00:00Z");

	private final TestClock clock = TestClock.at(START.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	@BeforeEach
	void begin() {
		this.clock.moveTo(START);
	}

	private static ApiResponse hold(TicketlyInstance ticketly, String slot, String user, String seats) {
		return ticketly.post("/v1/holds", """
				{"userName":"%s","phoneNumber":"%s","slotId":"%s",%s}""".formatted(user, phone(user), slot, seats));
	}

	/**
	 * Returns a phone number that nobody with another name has.
	 */
	private static String phone(String user) {
		return user.equals("Ann") ? "9653864514" : "96538%05d".formatted(Math.floorMod(user.hashCode(), 100_000));
	}

	private ApiResponse hold(String slot, String user, int tickets) {
		return hold(this.ticketly, slot, user, "\"numTickets\":" + tickets);
	}

	private String held(String slot, String user, int tickets) {
		return hold(slot, user, tickets).json().get("holdId").asString();
	}

	private ApiResponse confirm(String hold) {
		return this.ticketly.post("/v1/holds/" + hold + "/confirm");
	}

	private String status(String hold) {
		return this.ticketly.get("/v1/holds/" + hold).json().get("holdStatus").asString();
	}

	@Test
	void holdsSeatsForFiveMinutes() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse answer = hold(slot, "Ann", 3);

		assertThat(answer.status()).isEqualTo(201);
		String hold = answer.json().get("holdId").asString();
		assertThat(answer.header("Location")).endsWith("/v1/holds/" + hold);
		assertThat(answer.json().get("expiresAt").asString()).startsWith("2030-10-01T00:05:00");
		assertThat(answer.json().get("seats").size()).isEqualTo(3);
		assertThat(this.other.availTickets(slot)).isEqualTo(17);
		assertThat(this.other.get("/v1/slots/" + slot + "/seats").json().at("/sections/0/rows/0/seats").asString())
			.isEqualTo("hhh.................");
		assertThat(status(hold)).isEqualTo("Held");
		assertThat(this.ticketly.getAsOperator("/v1/slots/" + slot + "/tickets").json().get("items").size()).isZero();

		this.clock.moveTo(START.plusSeconds(299));
		assertThat(this.other.availTickets(slot)).isEqualTo(17);
		this.clock.moveTo(START.plusSeconds(300));
		assertThat(this.other.availTickets(slot)).isEqualTo(20);
		assertThat(status(hold)).isEqualTo("Expired");
	}

	@Test
	void becomesABookingWhenConfirmed() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, "Ann", 2);

		ApiResponse answer = this.other.post("/v1/holds/" + hold + "/confirm");

		assertThat(answer.status()).isEqualTo(201);
		assertThat(ApiResponse.values(answer.json(), "seat")).containsExactly("1", "2");
		String ticket = answer.json().get(0).get("ticketId").asString();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Booked");
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
		assertThat(confirm(hold).json()).as("second confirmation").isEqualTo(answer.json());
		assertThat(status(hold)).isEqualTo("Confirmed");
		assertThat(this.ticketly.delete("/v1/holds/" + hold).problem()).isEqualTo("hold-ended");
		assertThat(this.ticketly.delete("/v1/tickets/" + ticket).status()).isEqualTo(200);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void becomesOneBookingWhenConfirmedConcurrently() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		double bookings = bookingsCounted();

		for (int i = 0; i < 5; i++) {
			String hold = held(slot, "Ann", 2);
			List<ApiResponse> answers = Concurrently.call(8,
					(j) -> ((j % 2 == 0) ? this.ticketly : this.other).post("/v1/holds/" + hold + "/confirm"));
			assertThat(answers).allMatch((answer) -> answer.status() == 201)
				.allMatch((answer) -> answer.json().equals(answers.getFirst().json()));
		}

		assertThat(bookingsCounted() - bookings).isEqualTo(5);
	}

	private double bookingsCounted() {
		return Stream.of(this.ticketly, this.other)
			.mapToDouble((instance) -> instance.bean(MeterRegistry.class).counter("ticketly.bookings").count())
			.sum();
	}

	@Test
	void cannotBeConfirmedAfterItsSlotIsCanceled() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, "Ann", 2);

		this.other.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(confirm(hold).problem()).isEqualTo("slot-canceled");
		assertThat(confirm(hold).json().get("cancelReason").asString()).isEqualTo("Fire");
		assertThat(status(hold)).isEqualTo("Released");
		assertThat(this.ticketly.delete("/v1/holds/" + hold).status()).isEqualTo(204);
	}

	@Test
	void cannotBeConfirmedAfterItsSlotHasEnded() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.clock.moveTo(Instant.parse("2030-11-01T15:20:00Z"));
		String hold = held(slot, "Ann", 2);
		String confirmed = held(slot, "Ann", 2);
		ApiResponse booked = confirm(confirmed);

		this.clock.moveTo(Instant.parse("2030-11-01T15:22:00Z"));

		assertThat(confirm(hold).problem()).isEqualTo("sales-closed");
		assertThat(confirm(confirmed).json()).as("second confirmation").isEqualTo(booked.json());
	}

	@Test
	void isShownAsBlockedWhenTheSlotIsNotOnSale() {
		String canceled = this.ticketly.schedule("Skyfall", 4);
		String over = this.ticketly.schedule("Spectre", 4);
		this.ticketly.bookOne(canceled, "Ann");
		held(canceled, "Ben", 1);
		this.other.postAsOperator("/v1/slots/" + canceled + "/cancel", "{\"reason\":\"Fire\"}");
		this.ticketly.bookOne(over, "Ann");
		this.clock.moveTo(Instant.parse("2030-11-01T15:21:59Z"));
		held(over, "Ben", 1);
		assertThat(this.other.availTickets(over)).isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(1));

		for (String slot : List.of(canceled, over)) {
			ApiResponse seats = this.other.get("/v1/slots/" + slot + "/seats");
			assertThat(seats.json().at("/sections/0/rows/0/seats").asString()).isEqualTo("x###");
			assertThat(seats.json().get("availTickets").asInt()).isZero();
			assertThat(this.other.availTickets(slot)).isZero();
		}
		JsonNode listed = this.other.get("/v1/slots?from=2030-01-01%2000:00&name=Spectre").json().get("items");
		assertThat(ApiResponse.values(listed, "availTickets")).contains("0");
		assertThat(this.other.postAsOperator("/v1/slots/" + over + "/seats/block", "{\"seats\":[\"4\"]}")
			.json()
			.get("availTickets")
			.asInt()).isZero();
		try (TicketlyInstance late = this.builder.with("--ticketly.sales.past-slots=true").start()) {
			this.builder.with("--ticketly.sales.past-slots=false");
			assertThat(late.availTickets(over)).isEqualTo(1);
			assertThat(late.availTickets(canceled)).isZero();
		}
	}

	@Test
	void showsTheCurrentStatusOfItsTickets() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, "Ann", 1);
		confirm(hold);

		this.clock.moveTo(Instant.parse("2030-11-02T00:00:00Z"));

		assertThat(ApiResponse.values(this.ticketly.get("/v1/holds/" + hold).json().get("tickets"), "ticketStatus"))
			.containsOnly("Expired");
		assertThat(ApiResponse.values(confirm(hold).json(), "ticketStatus")).containsOnly("Expired");
	}

	@Test
	void endsWhenAnInstanceWithAFastClockSellsItsSeats() {
		TestClock fast = TestClock.at(START.plusSeconds(30).toString());
		try (TicketlyInstance ahead = this.builder.with(fast).start()) {
			this.builder.with(this.clock);
			String slot = this.ticketly.schedule("Skyfall", 2);
			String hold = hold(this.ticketly, slot, "Ann", "\"numTickets\":2,\"holdSeconds\":20").json()
				.get("holdId")
				.asString();
			assertThat(ahead.book(slot, "Ben", 1).status()).isEqualTo(201);

			assertThat(confirm(hold).problem()).isEqualTo("hold-ended");
			assertThat(this.ticketly.delete("/v1/holds/" + hold).status()).isEqualTo(204);
			assertThat(this.ticketly.availTickets(slot)).isEqualTo(1);
		}
	}

	@Test
	void cannotBeConfirmedAfterItsExpiry() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String hold = held(slot, "Ann", 2);

		this.clock.moveTo(START.plusSeconds(300));

		assertThat(confirm(hold).status()).isEqualTo(409);
		assertThat(confirm(hold).problem()).isEqualTo("hold-ended");
		assertThat(confirm(hold).json().get("holdStatus").asString()).isEqualTo("Expired");
		assertThat(this.other.book(slot, "Ben", 2).status()).as("booking of the released seats").isEqualTo(201);
		assertThat(confirm(hold).problem()).isEqualTo("hold-ended");
		assertThat(this.ticketly.delete("/v1/holds/" + hold).status()).isEqualTo(204);
		assertThat(this.ticketly.availTickets(slot)).as("seats of the other customer stay booked").isZero();
	}

	@Test
	void returnsItsSeatsWhenReleased() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String hold = held(slot, "Ann", 2);
		assertThat(this.ticketly.book(slot, "Ben", 1).problem()).isEqualTo("sold-out");

		assertThat(this.other.delete("/v1/holds/" + hold).status()).isEqualTo(204);

		assertThat(this.ticketly.availTickets(slot)).isEqualTo(2);
		assertThat(status(hold)).isEqualTo("Released");
		assertThat(this.ticketly.delete("/v1/holds/" + hold).status()).isEqualTo(204);
		assertThat(confirm(hold).problem()).isEqualTo("hold-ended");
		assertThat(this.ticketly.book(slot, "Ben", 2).status()).isEqualTo(201);
	}

	@Test
	void expiresEarlierOnRequest() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String seats = "\"seats\":[\"7\"],\"holdSeconds\":";

		assertThat(hold(this.ticketly, slot, "Ann", seats + 30).json().get("expiresAt").asString())
			.startsWith("2030-10-01T00:00:30");
		assertThat(hold(this.ticketly, slot, "Ann", seats + 301).invalidFields()).containsExactly("holdSeconds");
		assertThat(hold(this.ticketly, slot, "Ann", seats + 0).invalidFields()).containsExactly("holdSeconds");
		assertThat(hold(this.ticketly, slot, "Ann", "\"seats\":[\"7\"]").problem()).isEqualTo("seats-taken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "9999", "\"x\"", "\"\"", "\" \"" })
	void isRefusedWithAllInvalidFields(String seconds) {
		ApiResponse answer = this.ticketly.post("/v1/holds", """
				{"userName":"J","phoneNumber":"12","numTickets":1,"holdSeconds":%s}""".formatted(seconds));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder("phoneNumber", "slotName", "startTime",
				"holdSeconds");
	}

	@Test
	void isLimitedToFourPerCustomerAndSlot() {
		String slot = this.ticketly.schedule("Skyfall", 100);

		List<ApiResponse> answers = Concurrently.call(20,
				(i) -> hold((i % 2 == 0) ? this.ticketly : this.other, slot, "Ann", "\"numTickets\":1"));

		assertThat(answers.stream().filter((answer) -> answer.status() == 201)).hasSize(4);
		assertThat(answers.stream().filter((answer) -> answer.status() == 409)).hasSize(16)
			.allMatch((answer) -> answer.problem().equals("too-many-holds"));
		assertThat(this.other.availTickets(slot)).isEqualTo(96);
		assertThat(hold(slot, "Ben", 1).status()).isEqualTo(201);
		String first = answers.stream()
			.filter((answer) -> answer.status() == 201)
			.findFirst()
			.orElseThrow()
			.json()
			.get("holdId")
			.asString();
		confirm(first);
		assertThat(hold(slot, "Ann", 1).status()).as("after the confirmation of a hold").isEqualTo(201);
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(hold(slot, "Ann", 1).status()).as("after the expiry of the holds").isEqualTo(201);
	}

	@Test
	void countsTowardsTheConfiguredMaximumOfTickets() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=5").start()) {
			String slot = limited.schedule("Skyfall", 100);
			String hold = hold(limited, slot, "Ann", "\"numTickets\":2").json().get("holdId").asString();
			ApiResponse booked = limited.book(slot, "Ann", 2);

			assertThat(limited.book(slot, "Ann", 2).problem()).isEqualTo("too-many-tickets");
			assertThat(hold(limited, slot, "Ann", "\"numTickets\":2").problem()).isEqualTo("too-many-tickets");
			assertThat(limited.book(slot, "Ben", phone("Ben"), 5).status()).isEqualTo(201);
			limited.delete("/v1/tickets/" + booked.json().get(0).get("ticketId").asString());
			limited.post("/v1/holds/" + hold + "/confirm");
			List<ApiResponse> answers = Concurrently.call(10, (i) -> limited.book(slot, "Ann", 1));
			assertThat(answers.stream().filter((answer) -> answer.status() == 201)).hasSize(2);
		}
	}

	@Test
	void keepsTheUsageOfACustomerAsLongAsAPostponedSlot() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=2").start()) {
			String slot = limited.schedule("Skyfall", 1000);
			limited.book(slot, "Ann", 2);
			hold(limited, slot, "Cid", "\"numTickets\":1");
			CustomerUsages usages = limited.bean(CustomerUsages.class);

			ApiResponse postponed = limited.send(limited.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
				.header("Content-Type", "application/merge-patch+json")
				.method("PATCH", BodyPublishers.ofString("{\"endTime\":\"2033-11-01 15:22\"}")));

			assertThat(postponed.status()).isEqualTo(200);
			assertThat(List.of("Ann", "Cid")).allSatisfy((user) -> assertThat(
					usages.find(new SlotId(slot), CustomerKey.of(new PhoneNumber("+91" + phone(user)))).purgeAt())
				.isEqualTo(Instant.parse("2034-11-01T23:22:00Z").getEpochSecond()));
			assertThat(limited.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");
		}
	}

	@Test
	void countsForTheirPhoneNumberWhateverTheName() {
		String slot = this.ticketly.schedule("Skyfall", 100);
		List<String> holds = Stream.of("Ann", "ANN", "Ann Lee", "Lee")
			.map((name) -> this.ticketly.post("/v1/holds",
					"""
							{"userName":"%s","phoneNumber":"+91 96538 64514","slotId":"%s","numTickets":1}"""
						.formatted(name, slot)))
			.map((answer) -> answer.json().get("holdId").asString())
			.toList();

		ApiResponse refused = hold(this.other, slot, "Ann", "\"numTickets\":1");

		assertThat(refused.problem()).isEqualTo("too-many-holds");
		assertThat(refused.json().get("detail").asString())
			.isEqualTo("This phone number already has the maximum of 4 holds of the slot.");
		this.other.delete("/v1/holds/" + holds.getLast());
		assertThat(hold(slot, "Ann", 1).status()).as("after the release of a hold").isEqualTo(201);
		assertThat(hold(slot, "Ann", 1).problem()).isEqualTo("too-many-holds");
		this.other.post("/v1/holds/" + holds.get(1) + "/confirm");
		assertThat(hold(slot, "Ann", 1).status()).as("after the confirmation of a hold").isEqualTo(201);
	}

	@Test
	void countsTicketsForTheirPhoneNumberWhateverTheName() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=3").start();
				TicketlyInstance another = this.builder.start()) {
			String slot = limited.schedule("Skyfall", 100);
			String next = limited.schedule("Spectre", 100);
			List<String> tickets = ApiResponse.values(limited.book(slot, "Ann", 3).json(), "ticketId");

			ApiResponse refused = another.book(slot, "Ann Lee", 1);

			assertThat(refused.problem()).isEqualTo("too-many-tickets");
			assertThat(refused.json().get("detail").asString())
				.isEqualTo("This phone number would exceed the maximum of 3 tickets of the slot, including held ones.");
			assertThat(limited.book(slot, "Ben", phone("Ben"), 3).status()).isEqualTo(201);
			another.delete("/v1/tickets/" + tickets.getFirst());
			assertThat(limited.book(slot, "Lee", 1).status()).as("after the cancellation of a ticket").isEqualTo(201);
			assertThat(limited.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");
			another.post("/v1/tickets/" + tickets.getLast() + "/reschedule", "{\"slotId\":\"%s\"}".formatted(next));
			assertThat(limited.book(slot, "Lee", 1).status()).as("after a ticket has moved").isEqualTo(201);
			assertThat(limited.book(next, "Lee", 3).problem()).isEqualTo("too-many-tickets");
		}
	}

	@Test
	void countsRescheduledTicketsForTheirNewSlot() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=3").start()) {
			String full = limited.schedule("Skyfall", 100);
			String slot = limited.schedule("Spectre", 100);
			limited.book(full, "Ann", 3);
			List<String> tickets = ApiResponse.values(limited.book(slot, "Ann", 3).json(), "ticketId");
			String another = limited.schedule("Moonraker", 100);

			assertThat(limited
				.post("/v1/tickets/" + tickets.getFirst() + "/reschedule", "{\"slotId\":\"%s\"}".formatted(full))
				.problem()).isEqualTo("too-many-tickets");
			List<ApiResponse> moved = Concurrently.call(3, (i) -> limited
				.post("/v1/tickets/" + tickets.get(i) + "/reschedule", "{\"slotId\":\"%s\"}".formatted(another)));

			assertThat(moved).allMatch((answer) -> answer.status() == 201);
			assertThat(limited.book(another, "Ann", 1).problem()).isEqualTo("too-many-tickets");
			assertThat(limited.book(slot, "Ann", 3).status()).isEqualTo(201);
		}
	}

	@Test
	void isNotFoundByATicketId() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, "Ann", 1);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		assertThat(this.ticketly.get("/v1/holds/nothing").problem()).isEqualTo("hold-not-found");
		assertThat(this.ticketly.get("/v1/holds/HLD" + ticket.substring(3)).problem()).isEqualTo("hold-not-found");
		assertThat(this.ticketly.get("/v1/tickets/TKT" + hold.substring(3)).problem()).isEqualTo("ticket-not-found");
	}

	@Test
	void holdsEachSeatOnceOnConcurrentRequests() {
		String slot = this.ticketly.schedule("Skyfall", 30);

		List<ApiResponse> answers = Concurrently.call(60, (i) -> {
			TicketlyInstance either = (i % 2 == 0) ? this.ticketly : this.other;
			ApiResponse held = hold(either, slot, "Customer " + i, "\"numTickets\":1");
			return (held.status() == 201)
					? either.post("/v1/holds/" + held.json().get("holdId").asString() + "/confirm") : held;
		});

		assertThat(answers.stream()
			.filter((answer) -> answer.status() == 201)
			.flatMap((answer) -> ApiResponse.values(answer.json(), "seat").stream())).hasSize(30)
			.doesNotHaveDuplicates();
		assertThat(this.ticketly.availTickets(slot)).isZero();
	}

}
