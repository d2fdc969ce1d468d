package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.expiry.TicketExpiry;
import com.ticketly.sale.Change;
import com.ticketly.sale.SaleChange;
import com.ticketly.sale.TimeChange;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.Slots;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limits of purchases that a slot sets, on two instances.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaleLimitTests {

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	private String schedule(String fields) {
		return this.one
			.postAsOperator("/v1/slots",
					"""
							{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
							"slotType":"Movie","genre":"Action",%s}"""
						.formatted(fields))
			.json()
			.get("slotId")
			.asString();
	}

	private String limited(int max) {
		return schedule("\"capacity\":1000,\"sale\":{\"maxTicketsPerPhone\":%d}".formatted(max));
	}

	private ApiResponse limit(String slot, String max) {
		return this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString("{\"sale\":{\"maxTicketsPerPhone\":%s}}".formatted(max))));
	}

	private ApiResponse hold(String slot, String user, String seats) {
		return this.other.post("/v1/holds", """
				{"userName":"%s","phoneNumber":"9653864514","slotId":"%s",%s}""".formatted(user, slot, seats));
	}

	private ApiResponse bookSeats(String slot, String seats) {
		return this.other.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":[%s]}""".formatted(slot, seats));
	}

	@Test
	void limitsTicketsOfAPhoneOnAllInstances() {
		String slot = limited(4);

		List<ApiResponse> answers = Concurrently.call(12,
				(i) -> ((i % 2 == 0) ? this.one : this.other).book(slot, "Ann " + i, 1));

		assertThat(answers.stream().filter((answer) -> answer.status() == 201)).hasSize(4);
		ApiResponse refused = answers.stream().filter((answer) -> answer.status() != 201).findFirst().orElseThrow();
		assertThat(refused.problem()).isEqualTo("too-many-tickets");
		assertThat(refused.json().get("maxTickets").asInt()).isEqualTo(4);
		assertThat(this.one.book(slot, "Ben", "9653800000", 4).status()).isEqualTo(201);
	}

	@Test
	void countsHeldTicketsUntilTheHoldEnds() {
		String slot = limited(3);
		String confirmed = hold(slot, "Ann", "\"numTickets\":1").json().get("holdId").asString();
		hold(slot, "Lee", "\"numTickets\":2");

		assertThat(this.one.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");
		assertThat(this.one.post("/v1/holds/" + confirmed + "/confirm").status()).isEqualTo(201);
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.other.book(slot, "Ann", 3).problem()).isEqualTo("too-many-tickets");
		assertThat(this.other.book(slot, "Ann", 2).status()).isEqualTo(201);
	}

	@Test
	void countsTicketsThatWereBookedBeforeTheLimitWasSet() {
		String slot = schedule("\"capacity\":1000");
		List<String> tickets = ApiResponse.values(this.one.book(slot, "Ann", 3).json(), "ticketId");
		String hold = hold(slot, "Lee", "\"numTickets\":2").json().get("holdId").asString();
		this.other.delete("/v1/tickets/" + tickets.getFirst());

		assertThat(limit(slot, "5").status()).isEqualTo(200);

		assertThat(this.other.book(slot, "Ann", 2).problem()).isEqualTo("too-many-tickets");
		assertThat(this.one.post("/v1/holds/" + hold + "/confirm").status()).isEqualTo(201);
		assertThat(this.other.book(slot, "Ann", 1).status()).isEqualTo(201);
		assertThat(this.one.book(slot, "Lee", 1).problem()).isEqualTo("too-many-tickets");
		this.other.delete("/v1/tickets/" + tickets.getLast());
		assertThat(this.one.book(slot, "Lee", 1).status()).isEqualTo(201);
	}

	@Test
	void countsAgainWhenTheLimitIsSetAgain() {
		String slot = limited(3);
		List<String> tickets = ApiResponse.values(this.one.book(slot, "Ann", 3).json(), "ticketId");

		limit(slot, "null");
		assertThat(this.other.book(slot, "Ann", 2).status()).isEqualTo(201);
		tickets.forEach((ticket) -> this.other.delete("/v1/tickets/" + ticket));
		limit(slot, "3");

		assertThat(this.other.book(slot, "Ann", 2).problem()).isEqualTo("too-many-tickets");
		assertThat(this.one.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void appliesARaisedOrLoweredLimitOnEveryInstance() {
		String slot = limited(1);
		assertThat(this.other.book(slot, "Ann", 1).status()).isEqualTo(201);

		limit(slot, "3");
		ApiResponse raised = this.other.book(slot, "Ann", 2);
		limit(slot, "2");
		ApiResponse lowered = this.other.book(slot, "Ann", 1);
		limit(slot, "4");

		assertThat(raised.status()).isEqualTo(201);
		assertThat(lowered.json().get("maxTickets").asInt()).isEqualTo(2);
		assertThat(this.other.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void completesTheCountThatStoppedHalfway() {
		String slot = schedule("\"capacity\":1000");
		this.one.book(slot, "Ann", 3);
		Slots slots = this.one.bean(Slots.class);
		SaleChange terms = new SaleChange(TimeChange.NONE, TimeChange.NONE, TimeChange.NONE, Change.none(),
				new Change<>(true, 3), Change.none(), Change.none());
		this.one.bean(SlotSchedule.class)
			.change(slots.read(new SlotId(slot)).orElseThrow(), new SlotChange(null, null, null, null, null, terms),
					false);

		this.clock.advance(Duration.ofHours(1));
		this.other.bean(TicketExpiry.class).run();

		assertThat(this.other.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");
	}

	@Test
	void limitsMovedAndTransferredTickets() {
		String open = schedule("\"capacity\":20");
		String slot = limited(2);
		this.one.book(slot, "Ann", 2);
		String moving = this.one.bookOne(open, "Ann");
		String given = this.one.book(slot, "Ben", "9653800001", 1).json().get(0).get("ticketId").asString();

		assertThat(this.other.post("/v1/tickets/" + moving + "/reschedule", "{\"slotId\":\"%s\"}".formatted(slot))
			.problem()).isEqualTo("too-many-tickets");
		assertThat(this.other.post("/v1/tickets/" + given + "/transfer", """
				{"userName":"Ann","phoneNumber":"9653864514"}""").problem()).isEqualTo("too-many-tickets");
	}

	@Test
	void replacesTheLimitOfTheService() {
		try (TicketlyInstance strict = this.builder.with("--ticketly.holds.max-tickets=2").start()) {
			String slot = limited(4);

			assertThat(strict.book(slot, "Ann", 4).status()).isEqualTo(201);
			assertThat(strict.book(slot, "Ann", 1).json().get("maxTickets").asInt()).isEqualTo(4);
			limit(slot, "null");
			assertThat(strict.book(slot, "Ann", 1).json().get("maxTickets").asInt()).isEqualTo(2);
		}
		finally {
			this.builder.with("--ticketly.holds.max-tickets=0");
		}
	}

	private String seated() {
		return schedule("""
				"seatingPlan":{"sections":[{"name":"S","rows":[{"row":"A","seats":7,"aisles":[4]}]}]},\
				"sale":{"avoidSingleSeats":true}""");
	}

	@Test
	void refusesSeatsThatLeaveASingleOne() {
		String slot = seated();

		ApiResponse refused = bookSeats(slot, "\"A2\",\"A3\"");

		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.problem()).isEqualTo("single-seat-left");
		assertThat(refused.json().get("singleSeats").valueStream().map(JsonNode::asString)).containsExactly("A1", "A4");
		assertThat(hold(slot, "Ann", "\"seats\":[\"A2\"]").problem()).isEqualTo("single-seat-left");
		assertThat(bookSeats(slot, "\"A1\",\"A2\"").status()).isEqualTo(201);
		assertThat(this.one.book(slot, "Ann", 1).status()).as("the service selects").isEqualTo(201);
	}

	@Test
	void treatsHeldAndBlockedSeatsAsTaken() {
		String slot = seated();
		hold(slot, "Ann", "\"seats\":[\"A1\"]");
		this.one.postAsOperator("/v1/slots/" + slot + "/seats/block", "{\"seats\":[\"A7\"]}");

		assertThat(bookSeats(slot, "\"A3\"").problem()).isEqualTo("single-seat-left");
		assertThat(bookSeats(slot, "\"A6\"").problem()).isEqualTo("single-seat-left");
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(bookSeats(slot, "\"A3\",\"A4\"").status()).as("the hold has ended").isEqualTo(201);
	}

	@Test
	void leavesSingleSeatsThatCannotBeAvoided() {
		String slot = schedule("""
				"seatingPlan":{"sections":[{"name":"S","rows":[{"row":"A","seats":3}]}]},\
				"sale":{"avoidSingleSeats":true}""");

		assertThat(bookSeats(slot, "\"A2\",\"A3\"").status()).isEqualTo(201);
	}

	@Test
	void obeysChangedTermsOnAnInstanceThatRemembersTheSlot() {
		String slot = schedule("""
				"seatingPlan":{"sections":[{"name":"S","rows":[{"row":"A","seats":9}]}]}""");
		assertThat(bookSeats(slot, "\"A9\"").status()).isEqualTo(201);

		this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString("{\"sale\":{\"avoidSingleSeats\":true}}")));

		assertThat(bookSeats(slot, "\"A2\"").problem()).isEqualTo("single-seat-left");
	}

}
