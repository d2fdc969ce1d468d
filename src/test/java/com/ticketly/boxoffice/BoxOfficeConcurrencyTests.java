package com.ticketly.boxoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the box office and customers who change the same booking at once on two
 * instances leave seats and tickets consistent, with and without handing commands over.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
class BoxOfficeConcurrencyTests {

	private static final int ROUNDS = 12;

	private static final String PLAN = """
			{"sections":[{"name":"Low","rows":[{"row":"A","seats":100}]},
			{"name":"Middle","rows":[{"row":"B","seats":100}]},{"name":"High","rows":[{"row":"C","seats":100}]}]}""";

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().withLongTimeouts();

	private final boolean fleet;

	private final TicketlyInstance one;

	private final TicketlyInstance other;

	private final List<String> slots = new ArrayList<>();

	BoxOfficeConcurrencyTests(boolean fleet) {
		this.fleet = fleet;
		if (fleet) {
			this.builder.asFleet();
		}
		this.one = this.builder.start();
		this.other = this.builder.start();
	}

	@AfterEach
	void stop() {
		this.one.close();
		this.other.close();
	}

	private String schedule() {
		String slot = this.one
			.postAsOperator("/v1/slots",
					"""
							{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
							"slotType":"Movie","genre":"Action","seatingPlan":%s}"""
						.formatted(PLAN))
			.json()
			.get("slotId")
			.asString();
		this.slots.add(slot);
		return slot;
	}

	private TicketlyInstance instance(int i) {
		return (i % 2 == 0) ? this.one : this.other;
	}

	/**
	 * Books four seats in a row of the section in the middle.
	 */
	private JsonNode book(String slot, int round) {
		String seats = String.join(",",
				IntStream.range(0, 4).mapToObj((i) -> "\"B%d\"".formatted(round * 4 + i + 1)).toList());
		ApiResponse booked = this.one.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":[%s]}""".formatted(slot, seats));
		assertThat(booked.status()).as(booked.response().body()).isEqualTo(201);
		return booked.json();
	}

	private static String ticket(JsonNode tickets, int no) {
		return tickets.at("/" + no + "/ticketId").asString();
	}

	private static String path(JsonNode tickets) {
		return "/v1/box-office/bookings/" + tickets.at("/0/bookingId").asString();
	}

	private ApiResponse move(TicketlyInstance instance, JsonNode tickets, String target, String... headers) {
		return instance.postAsOperator(path(tickets) + "/move", "{\"reason\":\"Fire\",%s}".formatted(target), headers);
	}

	private ApiResponse cancel(TicketlyInstance instance, JsonNode tickets) {
		return instance.postAsOperator(path(tickets) + "/cancel", "{\"reason\":\"Fire\"}");
	}

	private static String to(String slot) {
		return "\"slotId\":\"%s\"".formatted(slot);
	}

	private static String seats(String row, int round) {
		return "\"seats\":[%s]".formatted(String.join(",",
				IntStream.range(0, 4).mapToObj((i) -> "\"%s%d\"".formatted(row, round * 4 + i + 1)).toList()));
	}

	private Booking read(String id) {
		BookingReference reference = BookingReference.parse(id).orElseThrow();
		return this.other.bean(Bookings.class).find(reference.section(), reference.booking()).orElseThrow();
	}

	private static Stream<TicketId> ids(Booking booking) {
		return booking.tickets().stream().map(Ticket::id);
	}

	/**
	 * Returns the ids of all booked tickets, whose seats are those that are taken.
	 */
	private List<TicketId> audit() {
		return this.slots.stream()
			.flatMap((slot) -> SeatAudit.bookedTickets(this.other, slot).stream())
			.map(Ticket::id)
			.toList();
	}

	private static List<ApiResponse> done(List<ApiResponse> answers) {
		return answers.stream().filter((answer) -> answer.status() < 300).toList();
	}

	/**
	 * Sends requests at once.
	 */
	private static List<ApiResponse> send(List<Supplier<ApiResponse>> requests) {
		List<ApiResponse> answers = Concurrently.call(requests.size(), (i) -> requests.get(i).get());
		assertThat(answers).as(answers.toString())
			.allMatch((answer) -> List.of(200, 201, 400, 409).contains(answer.status()));
		return answers;
	}

	/**
	 * Checks that commands were handed over in a fleet, where both instances sent one for
	 * the same section. One of two sections is handed over only if the sender owns
	 * neither.
	 */
	private void assertHandedOver() {
		double handedOver = Stream.of(this.one, this.other)
			.flatMap((instance) -> instance.bean(MeterRegistry.class)
				.find("ticketly.fleet.commands")
				.tag("kind", "handed-over")
				.counters()
				.stream())
			.mapToDouble(Counter::count)
			.sum();
		if (this.fleet) {
			assertThat(handedOver).isPositive();
		}
		else {
			assertThat(handedOver).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "B", "C", "another slot" })
	void moveAllTicketsOrNoneWhileCustomersChangeThem(String row) {
		String slot = schedule();
		String another = schedule();
		String third = schedule();
		int live = 0;
		for (int round = 0; round < ROUNDS; round++) {
			JsonNode booked = book(slot, round);
			int no = round;
			List<Supplier<ApiResponse>> requests = List.of(
					() -> move(this.one, booked,
							row.length() > 1 ? to(another) : seats(row, row.equals("B") ? 24 - no : no)),
					() -> move(this.other, booked,
							row.length() > 1 ? to(another) : seats(row, row.equals("B") ? 24 - no : no)),
					() -> this.other.delete("/v1/tickets/" + ticket(booked, 0)),
					() -> this.one.post("/v1/tickets/" + ticket(booked, 1) + "/transfer",
							"{\"userName\":\"Eve\",\"phoneNumber\":\"9653864515\"}"),
					() -> this.other.post("/v1/tickets/" + ticket(booked, 2) + "/reschedule", "{" + to(third) + "}"));

			List<ApiResponse> answers = send(IntStream.range(0, requests.size())
				.mapToObj((i) -> requests.get((i + no) % requests.size()))
				.toList());

			List<ApiResponse> moved = done(answers).stream().filter((answer) -> answer.json().has("actions")).toList();
			Booking before = read(booked.at("/0/bookingId").asString());
			assertThat(moved).hasSizeLessThanOrEqualTo(1);
			if (moved.isEmpty()) {
				assertThat(before.actions()).isEmpty();
			}
			else {
				Booking made = read(moved.getFirst().json().get("bookingId").asString());
				assertThat(made.actions()).hasSize(1).isEqualTo(before.actions());
				assertThat(before.count(TicketStatus.BOOKED)).isZero();
				assertThat(before.tickets().stream().map(Ticket::replacedBy)).containsAll(ids(made).toList());
				assertThat(ids(before)).containsAll(made.tickets().stream().map(Ticket::replaces).toList());
				assertThat(audit()).containsAll(ids(made).toList());
			}
			live += before.tickets()
				.stream()
				.filter((ticket) -> ticket.status() == TicketStatus.BOOKED || ticket.replacedBy() != null)
				.count();
			assertThat(audit()).hasSize(live);
		}
		assertHandedOver();
	}

	@Test
	void moveABookingOnceIfTwoMoveItToTwoSlots() {
		String slot = schedule();
		List<String> targets = List.of(schedule(), schedule());
		for (int round = 0; round < ROUNDS; round++) {
			JsonNode booked = book(slot, round);

			List<ApiResponse> answers = send(IntStream.range(0, 4)
				.<Supplier<ApiResponse>>mapToObj((i) -> () -> move(instance(i), booked, to(targets.get(i / 2))))
				.toList());

			assertThat(done(answers)).hasSize(1);
			assertThat(answers).filteredOn((answer) -> answer.status() != 201)
				.allMatch((answer) -> answer.problem().equals("ticket-not-booked"));
			assertThat(SeatAudit.bookedTickets(this.one, slot)).isEmpty();
			assertThat(audit()).hasSize(4 * (round + 1));
		}
	}

	@Test
	void moveABookingOnceForAKey() {
		String slot = schedule();
		String target = schedule();
		for (int round = 0; round < ROUNDS; round++) {
			JsonNode booked = book(slot, round);
			String key = "\"%s-%d\"".formatted(slot, round);

			List<ApiResponse> answers = Concurrently.call(4,
					(i) -> move(instance(i), booked, to(target), "Idempotency-Key", key));

			assertThat(answers).extracting(ApiResponse::status).containsOnly(201);
			assertThat(answers.stream().map((answer) -> answer.json().get("bookingId")).distinct()).hasSize(1);
			assertThat(audit()).hasSize(4 * (round + 1));
		}
	}

	@Test
	void moveOrCancelABooking() {
		String slot = schedule();
		String target = schedule();
		int live = 0;
		for (int round = 0; round < ROUNDS; round++) {
			JsonNode booked = book(slot, round);
			String to = (round % 3 == 0) ? to(target) : seats((round % 3 == 1) ? "A" : "C", round);
			List<Supplier<ApiResponse>> requests = List.of(() -> move(this.one, booked, to),
					() -> cancel(this.other, booked));

			List<ApiResponse> answers = send((round % 2 == 0) ? requests : requests.reversed());

			boolean moved = answers.stream().anyMatch((answer) -> answer.status() == 201);
			live += moved ? 4 : 0;
			Booking before = read(booked.at("/0/bookingId").asString());
			assertThat(before.count(TicketStatus.CANCELED)).isEqualTo(4);
			assertThat(before.tickets()).allMatch((ticket) -> (ticket.replacedBy() != null) == moved);
			assertThat(before.actions()).hasSize(1);
			assertThat(audit()).hasSize(live);
		}
	}

	@Test
	void takeASeatOnceIfATicketIsReseatedAndTheSeatBooked() {
		String slot = schedule();
		int taken = 0;
		for (int round = 0; round < ROUNDS; round++) {
			JsonNode booked = book(slot, round);
			String seat = List.of("A", "B", "C").get(round % 3) + (100 - round);
			List<Supplier<ApiResponse>> requests = List
				.of(() -> this.one.postAsOperator("/v1/box-office/tickets/" + ticket(booked, 1) + "/reseat",
						"{\"seat\":\"%s\",\"reason\":\"Sight\"}".formatted(seat)),
						() -> this.other.post("/v1/tickets",
								"""
										{"userName":"Bob","phoneNumber":"9653864515","slotId":"%s","seats":["%s"]}"""
									.formatted(slot, seat)),
						() -> this.other.delete("/v1/tickets/" + ticket(booked, 0)));

			List<ApiResponse> answers = send((round % 2 == 0) ? requests : requests.reversed());

			ApiResponse canceled = answers.get((round % 2 == 0) ? 2 : 0);
			assertThat(canceled.status()).isEqualTo(200);
			assertThat(done(answers)).hasSize(2);
			ApiResponse reseated = answers.get((round % 2 == 0) ? 0 : 2);
			taken += (reseated.status() == 201) ? 3 : 4;
			assertThat(audit()).hasSize(taken);
		}
	}

	@Test
	void sellEachSeatOnceFromTwoInstances() {
		String slot = schedule();

		List<ApiResponse> answers = Concurrently
			.call(80, (i) -> instance(i).postAsOperator("/v1/box-office/bookings", """
					{"userName":"Ann %d","phoneNumber":"9653864514","slotId":"%s","seats":["A%d"],"reason":"Desk"}"""
				.formatted(i % 4, slot, 1 + i / 2)));

		assertThat(answers).extracting(ApiResponse::status).containsOnly(201, 409);
		assertThat(done(answers)).hasSize(40);
		assertThat(audit()).hasSize(40);
		assertHandedOver();
	}

}
