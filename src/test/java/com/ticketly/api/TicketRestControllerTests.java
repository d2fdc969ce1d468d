package com.ticketly.api;

import java.util.List;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketRestControllerTests {

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private ApiResponse reschedule(String ticket, String slot) {
		return this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", """
				{"slotId":"%s"}""".formatted(slot));
	}

	@Test
	void booksSeatsSideBySide() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse answer = this.ticketly.book(slot, "Ann", 3);

		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Location"))
			.endsWith("/v1/tickets/" + answer.json().get(0).get("ticketId").asString());
		assertThat(ApiResponse.values(answer.json(), "seat")).containsExactly("1", "2", "3");
		assertThat(ApiResponse.values(answer.json(), "ticketStatus")).containsOnly("Booked");
		assertThat(ApiResponse.values(answer.json(), "ticketSlotId")).containsOnly(slot);
		assertThat(ApiResponse.values(answer.json(), "bookingId").stream().distinct()).hasSize(1);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(17);
	}

	@Test
	void booksByNameAndStartInTheFirstSlotWithEnoughSeats() {
		String first = this.ticketly.schedule("Two screens", 2);
		String second = this.ticketly.schedule("Two screens", 5);
		String order = """
				{"userName":"Ann","phoneNumber":"9653864514","slotName":"Two screens","startTime":"2030-11-01 12:22",
				"numTickets":%d}""";

		assertThat(ApiResponse.values(this.ticketly.post("/v1/tickets", order.formatted(3)).json(), "ticketSlotId"))
			.containsOnly(second);
		assertThat(ApiResponse.values(this.ticketly.post("/v1/tickets", order.formatted(2)).json(), "ticketSlotId"))
			.containsOnly(first);
		ApiResponse soldOut = this.ticketly.post("/v1/tickets", order.formatted(3));
		assertThat(soldOut.problem()).isEqualTo("sold-out");
		assertThat(soldOut.json().get("availTickets").asInt()).isEqualTo(2);
	}

	@Test
	void booksAllOrNothing() {
		String slot = this.ticketly.schedule("Skyfall", 4);
		this.ticketly.book(slot, "Ann", 1);

		ApiResponse answer = this.ticketly.book(slot, "Ben", 4);

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.json().get("type").asString()).isEqualTo("urn:ticketly:problem:sold-out");
		assertThat(answer.json().get("availTickets").asInt()).isEqualTo(3);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(3);
	}

	@Test
	void identifiesACustomerByAnyNotationOfThePhoneNumber() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String order = """
				{"userName":"%s","phoneNumber":"%s","slotId":"%s","numTickets":1}""";

		List<String> users = List
			.of(order.formatted("Zoe", "9653864514", slot), order.formatted(" Zoe ", "+91 96538 64514", slot),
					order.formatted("Zoe", "tel:+91-96538-64514", slot))
			.stream()
			.map((body) -> this.ticketly.post("/v1/tickets", body).json().get(0).get("userId").asString())
			.toList();

		assertThat(users.stream().distinct()).hasSize(1);
		assertThat(this.ticketly.post("/v1/tickets", order.formatted("Another", "9653864514", slot))
			.json()
			.get(0)
			.get("userId")
			.asString()).isNotIn(users);
	}

	@Test
	void reportsAllInvalidFields() {
		ApiResponse answer = this.ticketly.post("/v1/tickets", """
				{"userName":" ","phoneNumber":"12","numTickets":"many"}""");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder("userName", "phoneNumber", "numTickets",
				"slotName", "startTime");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "11", "-1", "1.5", "\"\"", "\"x\"", "null", "true", "[1]", "99999999999" })
	void refusesInvalidNumbersOfTickets(String numTickets) {
		ApiResponse answer = this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"x","numTickets":%s}""".formatted(numTickets));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactly("numTickets");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "\"text\"", "{\"a\":1}}", "{\"userName\":\"a\",\"userName\":\"b\"}" })
	void refusesABodyThatIsNotAnObject(String body) {
		assertThat(this.ticketly.post("/v1/tickets", body).status()).isEqualTo(400);
	}

	@Test
	void refusesInvalidText() {
		String slot = this.ticketly.schedule("Skyfall", 1);

		for (String name : List.of("\\ud800", "a\\u0000b", "line\\nbreak", "x".repeat(201))) {
			ApiResponse answer = this.ticketly.book(slot, name, 1);

			assertThat(answer.invalidFields()).as(name).containsExactly("userName");
		}
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(1);
	}

	@Test
	void returnsATicketAndItsCustomer() {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 20), "Dan");

		ApiResponse answer = this.ticketly.get("/v1/tickets/" + ticket);
		ApiResponse user = this.ticketly.get("/v1/tickets/" + ticket + "/user");

		assertThat(answer.json().get("ticketId").asString()).isEqualTo(ticket);
		assertThat(answer.json().has("replaces")).isFalse();
		assertThat(user.json().get("userId")).isEqualTo(answer.json().get("userId"));
		assertThat(user.json().get("userName").asString()).isEqualTo("Dan");
		assertThat(user.json().get("phoneNumber").asString()).isEqualTo("+91 *** ***14");
		assertThat(user.json().get("customerTier").asString()).isEqualTo("Silver");
		assertThat(user.json().get("registrationDate").asString())
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
	}

	@Test
	void replacesARescheduledTicketByANewOne() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String another = this.ticketly.schedule("Spectre", 20);
		String old = this.ticketly.book(slot, "Ann", 2).json().get(1).get("ticketId").asString();

		ApiResponse answer = reschedule(old, another);

		String made = answer.json().get("ticketId").asString();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Location")).endsWith(made);
		assertThat(answer.json().get("replaces").asString()).isEqualTo(old);
		assertThat(answer.json().get("ticketSlotId").asString()).isEqualTo(another);
		assertThat(this.ticketly.get("/v1/tickets/" + old).json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(this.ticketly.get("/v1/tickets/" + made).json().get("replaces").asString()).isEqualTo(old);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
		assertThat(this.ticketly.availTickets(another)).isEqualTo(19);
		assertThat(reschedule(made, slot).status()).as("rescheduled back").isEqualTo(201);
	}

	@Test
	void reschedulesByNameAndStartToAnotherSlot() {
		String first = this.ticketly.schedule("Twins", 5);
		String second = this.ticketly.schedule("Twins", 5);
		String ticket = this.ticketly.bookOne(first, "Ann");

		ApiResponse answer = this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", """
				{"slotName":"Twins","startTime":"2030-11-01T12:22:00Z"}""");

		assertThat(answer.json().get("ticketSlotId").asString()).isEqualTo(second);
		assertThat(reschedule(answer.json().get("ticketId").asString(), second).problem()).isEqualTo("same-slot");
	}

	@Test
	void keepsTheTicketWhenItCannotBeRescheduled() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String full = this.ticketly.schedule("Full", 1);
		this.ticketly.bookOne(full, "Ben");
		String ticket = this.ticketly.bookOne(slot, "Ann");

		assertThat(reschedule(ticket, full).problem()).isEqualTo("sold-out");
		assertThat(reschedule(ticket, "SLT00000000000000000000000000").problem()).isEqualTo("slot-not-found");
		assertThat(reschedule(ticket, "nonsense").problem()).isEqualTo("slot-not-found");
		assertThat(this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", "{}").invalidFields())
			.containsExactly("slotName", "startTime");

		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Booked");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(1);
	}

	@Test
	void answersARepeatedCancellationAlike() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bookOne(slot, "Ben");

		ApiResponse first = this.ticketly.delete("/v1/tickets/" + ticket);
		this.ticketly.bookOne(slot, "Cid");
		ApiResponse second = this.ticketly.delete("/v1/tickets/" + ticket);

		assertThat(first.status()).isEqualTo(200);
		assertThat(first.json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.json()).isEqualTo(first.json());
		assertThat(this.ticketly.availTickets(slot)).isZero();
	}

	@Test
	void refusesToRescheduleACanceledTicket() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.delete("/v1/tickets/" + ticket);

		ApiResponse answer = reschedule(ticket, this.ticketly.schedule("Spectre", 2));

		assertThat(answer.problem()).isEqualTo("ticket-not-booked");
		assertThat(answer.json().get("ticketStatus").asString()).isEqualTo("Canceled");
	}

	@Test
	void neverReusesATicketId() {
		String slot = this.ticketly.schedule("Skyfall", 1);

		List<String> ids = IntStream.range(0, 5).mapToObj((i) -> {
			String ticket = this.ticketly.bookOne(slot, "Ann");
			this.ticketly.delete("/v1/tickets/" + ticket);
			return ticket;
		}).toList();

		assertThat(ids).doesNotHaveDuplicates().allMatch((id) -> id.startsWith("TKT"));
	}

	@Test
	void answersNotFoundForGuessedTicketIds() {
		String ticket = this.ticketly.book(this.ticketly.schedule("Skyfall", 4), "Ann", 2)
			.json()
			.get(0)
			.get("ticketId")
			.asString();
		char last = ticket.charAt(ticket.length() - 1);
		String guess = ticket.substring(0, ticket.length() - 1) + ((last == 'A') ? 'B' : 'A');

		for (String id : List.of(guess, "TKT1", "x", ticket.toLowerCase(), "%20")) {
			assertThat(this.ticketly.get("/v1/tickets/" + id).problem()).isEqualTo("ticket-not-found");
			assertThat(this.ticketly.get("/v1/tickets/" + id + "/user").problem()).isEqualTo("ticket-not-found");
			assertThat(this.ticketly.delete("/v1/tickets/" + id).problem()).isEqualTo("ticket-not-found");
		}
	}

	/**
	 * Only whoever has the whole id learns that a ticket exists.
	 */
	@Test
	void answersAlikeWhetherAGuessedIdIsNearlyRightOrNot() {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 4), "Ann");
		String ofAnotherSlot = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 4), "Ann");
		int codeAt = ticket.length() - 8;
		String withAnotherCode = ticket.substring(0, codeAt) + ofAnotherSlot.substring(codeAt);
		String ofNoBooking = ticket.substring(0, codeAt - 1) + ((ticket.charAt(codeAt - 1) == 'A') ? 'B' : 'A')
				+ ticket.substring(codeAt);

		assertThat(List.of(withAnotherCode, ofNoBooking, "TKT1")
			.stream()
			.map((id) -> this.ticketly.get("/v1/tickets/" + id).json())
			.map((problem) -> problem.get("status") + " " + problem.get("title") + " " + problem.get("detail"))
			.distinct()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "2020-11-01 12:22, sales-closed", "2030-11-01 12:23, slot-not-found" })
	void refusesBookingsOfPastAndUnknownSlots(String start, String problem) {
		this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Past","slotDescription":"","startTime":"2020-11-01 12:22","endTime":"2020-11-01 15:22",
				"slotType":"Movie","genre":"Action"}""");

		ApiResponse answer = this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotName":"Past","startTime":"%s","numTickets":1}"""
			.formatted(start));

		assertThat(answer.problem()).isEqualTo(problem);
	}

}
