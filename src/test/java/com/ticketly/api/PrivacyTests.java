package com.ticketly.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what holders of ids do not learn: ids and customers of other tickets, and phone
 * numbers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTests {

	private static final String PHONE = "4930901820";

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	/**
	 * A hold of Ann that is confirmed. Its first ticket is rescheduled, its second one is
	 * transferred to Eve, and its third one stays.
	 */
	private final String slot = this.ticketly.schedule("Skyfall", 20);

	private final String another = this.ticketly.schedule("Spectre", 20);

	private final String hold = this.ticketly.post("/v1/holds", """
			{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":3}""".formatted(this.slot))
		.json()
		.get("holdId")
		.asString();

	private final JsonNode booked = this.ticketly.post("/v1/holds/" + this.hold + "/confirm").json();

	private final String rescheduled = ticketId(this.booked.get(0));

	private final String transferred = ticketId(this.booked.get(1));

	private final JsonNode moved = this.ticketly
		.post("/v1/tickets/" + this.rescheduled + "/reschedule", "{\"slotId\":\"%s\"}".formatted(this.another),
				"Idempotency-Key", "move")
		.json();

	private final JsonNode ofEve = transfer(this.transferred, "Eve", "Idempotency-Key", "transfer").json();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private static String ticketId(JsonNode ticket) {
		return ticket.get("ticketId").asString();
	}

	private static String bookingId(JsonNode ticket) {
		return ticket.get("bookingId").asString();
	}

	/**
	 * Returns the part of a booking id that the ids of all its tickets contain.
	 */
	private static String key(JsonNode ticket) {
		return bookingId(ticket).substring(31, 57);
	}

	private ApiResponse transfer(String ticket, String name, String... headers) {
		return this.ticketly.post("/v1/tickets/" + ticket + "/transfer", """
				{"userName":"%s","phoneNumber":"+49 30 901820"}""".formatted(name), headers);
	}

	/**
	 * Returns everything that the public answers to the holder of a ticket id, which
	 * belongs to a ticket that has ended.
	 */
	private List<ApiResponse> answersTo(String ticket) {
		String path = "/v1/tickets/" + ticket;
		String reference = "{\"ticketId\":\"%s\"}".formatted(ticket);
		return List.of(this.ticketly.get(path), this.ticketly.get(path + "/user"),
				this.ticketly.post(path + "/reschedule", "{\"slotId\":\"%s\"}".formatted(this.another)),
				transfer(ticket, "Cid"), this.ticketly.delete(path), this.ticketly.post("/cancelTicket", reference),
				this.ticketly.post("/getUserDetailsByTicketId", reference),
				this.ticketly.post("/updateMovieSlotForTicket", """
						{"ticketId":"%s","newMovie":"Spectre","newStartTime":"2030-11-01 12:22"}""".formatted(ticket)));
	}

	private static List<String> texts(List<ApiResponse> answers) {
		return answers.stream().map((answer) -> answer.response().body() + answer.response().headers().map()).toList();
	}

	@Test
	void theHolderOfTheOldIdLearnsNothingOfTheNewTicket() {
		List<ApiResponse> answers = new ArrayList<>(answersTo(this.transferred));
		answers.addAll(answersTo(this.rescheduled));
		answers.add(this.ticketly.get("/v1/bookings/" + bookingId(this.booked.get(0))));
		answers.add(this.ticketly.get("/v1/holds/" + this.hold));
		answers.add(this.ticketly.post("/v1/holds/" + this.hold + "/confirm"));
		answers.add(this.ticketly.get("/v1/slots/" + this.slot));
		answers.add(this.ticketly.get("/v1/slots/" + this.slot + "/seats"));

		assertThat(answers.getFirst().json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(texts(answers)).allSatisfy((text) -> assertThat(text).doesNotContain(key(this.ofEve),
				key(this.moved), this.ofEve.get("userId").asString(), "Eve", "901820", "replacedBy", "replaces"));
		assertThat(answers).extracting(ApiResponse::status).contains(200, 201, 409).isSubsetOf(200, 201, 409);
	}

	@Test
	void theNewCustomerLearnsNothingOfTheOldTicket() {
		ApiResponse repeated = transfer(this.transferred, "Eve", "Idempotency-Key", "transfer");
		List<ApiResponse> answers = List.of(repeated, this.ticketly.get("/v1/bookings/" + bookingId(this.ofEve)),
				this.ticketly.get("/v1/tickets/" + ticketId(this.ofEve)),
				this.ticketly.get("/v1/tickets/" + ticketId(this.ofEve) + "/user"));

		assertThat(repeated.json()).isEqualTo(this.ofEve);
		assertThat(texts(answers)).allSatisfy((text) -> assertThat(text).doesNotContain(key(this.booked.get(0)),
				this.booked.get(0).get("userId").asString(), "Ann", "replaces"));
	}

	@Test
	void theCustomerOfARescheduledTicketKnowsBothAndARepeatedRequestTellsThem() {
		ApiResponse repeated = this.ticketly.post("/v1/tickets/" + this.rescheduled + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(this.another), "Idempotency-Key", "move");

		assertThat(this.moved.get("replaces").asString()).isEqualTo(this.rescheduled);
		assertThat(repeated.json()).isEqualTo(this.moved);
		JsonNode read = this.ticketly.get("/v1/tickets/" + ticketId(this.moved)).json();
		assertThat(read.get("replaces").asString()).isEqualTo(this.rescheduled);
	}

	@Test
	void operatorsSeeWhatReplacedATicket() {
		JsonNode ofSlot = this.ticketly.getAsOperator("/v1/slots/" + this.slot + "/tickets?limit=100")
			.json()
			.get("items");
		JsonNode ofAnn = this.ticketly
			.getAsOperator("/v1/users/" + this.booked.get(0).get("userId").asString() + "/tickets?limit=100")
			.json()
			.get("items");
		JsonNode booked = this.ticketly.postAsOperator("/getAllTicketsForMovieSlot", """
				{"movieName":"Skyfall","movieStartTime":"2030-11-01 12:22"}""").json();

		assertThat(find(ofSlot, this.transferred).get("replacedBy")).isEqualTo(this.ofEve.get("ticketId"));
		assertThat(find(ofAnn, this.transferred).get("replacedBy")).isEqualTo(this.ofEve.get("ticketId"));
		assertThat(find(ofAnn, this.rescheduled).get("replacedBy")).isEqualTo(this.moved.get("ticketId"));
		assertThat(find(ofAnn, this.rescheduled).get("bookingId")).isEqualTo(this.booked.get(0).get("bookingId"));
		assertThat(find(booked, ticketId(this.ofEve)).get("replaces").asString()).isEqualTo(this.transferred);
	}

	private static JsonNode find(JsonNode tickets, String id) {
		return tickets.valueStream().filter((ticket) -> ticketId(ticket).equals(id)).findFirst().orElseThrow();
	}

	@Test
	void theHolderOfOneTicketLearnsNothingOfTheOthers() {
		JsonNode tickets = this.ticketly.book(this.slot, "Fay", 3).json();
		String ticket = ticketId(tickets.get(1));
		List<ApiResponse> answers = answersTo(ticket);

		assertThat(answers.getFirst().json().has("bookingId")).isFalse();
		assertThat(texts(answers)).allSatisfy((text) -> assertThat(text).doesNotContain(bookingId(tickets.get(0)),
				ticketId(tickets.get(0)), ticketId(tickets.get(2))));
	}

	@Test
	void returnsAWholeBooking() {
		ApiResponse answer = this.ticketly.get("/v1/bookings/" + bookingId(this.booked.get(2)));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.json().get("bookingId")).isEqualTo(this.booked.get(0).get("bookingId"));
		assertThat(answer.json().get("ticketSlotId").asString()).isEqualTo(this.slot);
		assertThat(answer.json().get("userId")).isEqualTo(this.booked.get(0).get("userId"));
		JsonNode tickets = answer.json().get("tickets");
		assertThat(ApiResponse.values(tickets, "ticketId")).isEqualTo(ApiResponse.values(this.booked, "ticketId"));
		assertThat(ApiResponse.values(tickets, "ticketStatus")).containsExactly("Canceled", "Canceled", "Booked");
		assertThat(bookingId(this.ofEve)).as("the booking of the new ticket")
			.isNotEqualTo(bookingId(this.booked.get(0)));
		assertThat(ApiResponse.values(this.ticketly.get("/v1/bookings/" + bookingId(this.ofEve)).json().get("tickets"),
				"ticketId"))
			.containsExactly(ticketId(this.ofEve));
	}

	@Test
	void answersAlikeForUnknownBookingsAndWrongDigests() {
		String id = bookingId(this.booked.get(0));
		char last = id.charAt(id.length() - 1);
		String wrong = id.substring(0, id.length() - 1) + ((last == 'A') ? 'B' : 'A');
		String ofNoBooking = id.substring(0, 55) + ((id.charAt(55) == 'A') ? 'B' : 'A') + id.substring(56);
		ApiResponse held = this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(this.another));
		String ofAHold = "BKG" + held.json().get("holdId").asString().substring(3);

		assertThat(List
			.of(wrong, ofNoBooking, ofAHold, "BKG" + this.rescheduled.substring(3), "BKG1", "x", "%20",
					id.toLowerCase(), this.rescheduled)
			.stream()
			.map((text) -> this.ticketly.get("/v1/bookings/" + text))
			.map((answer) -> answer.status() + answer.problem() + answer.json().get("detail"))
			.distinct()
			.toList()).containsExactly("404booking-not-found\"The booking does not exist.\"");
	}

	private String key(Set<String> scopes) {
		return "Bearer " + this.ticketly
			.postAsOperator("/v1/keys",
					"{\"name\":\"test\",\"scopes\":[\"%s\"]}".formatted(String.join("\",\"", scopes)))
			.json()
			.get("key")
			.asString();
	}

	private List<ApiResponse> users(String ticket, String... headers) {
		return List.of(this.ticketly.get("/v1/tickets/" + ticket + "/user", headers),
				this.ticketly.post("/getUserDetailsByTicketId", "{\"ticketId\":\"%s\"}".formatted(ticket), headers));
	}

	@Test
	void masksThePhoneNumberForTheHolderOfATicket() {
		for (ApiResponse user : users(ticketId(this.ofEve))) {
			assertThat(user.status()).isEqualTo(200);
			assertThat(user.json().get("userName").asString()).isEqualTo("Eve");
			assertThat(user.json().get("phoneNumber").asString()).isEqualTo("+49 *** ***20");
			assertThat(user.response().body()).doesNotContain(PHONE);
			assertThat(user.header("Cache-Control")).contains("no-store");
			assertThat(user.response().headers().firstValue("ETag")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tickets:read", "sales", "slots", "door", "keys", "expiry" })
	void masksThePhoneNumberForOtherScopes(String scope) {
		assertThat(users(ticketId(this.ofEve), "Authorization", key(Set.of(scope))))
			.allSatisfy((user) -> assertThat(user.json().get("phoneNumber").asString()).isEqualTo("+49 *** ***20"));
	}

	@Test
	void showsThePhoneNumberToCallersThatMayReadCustomers() {
		for (String credentials : List.of(TicketlyInstance.OPERATOR_AUTHORIZATION, key(Set.of("users:read")))) {
			assertThat(users(ticketId(this.ofEve), "Authorization", credentials))
				.allSatisfy((user) -> assertThat(user.json().get("phoneNumber").asString()).isEqualTo("+" + PHONE));
			// The next caller of the same instance has no credentials.
			assertThat(users(ticketId(this.ofEve)))
				.allSatisfy((user) -> assertThat(user.response().body()).doesNotContain(PHONE));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer ticketly_x", "Bearer nonsense", "Basic b3BlcmF0b3I6d3Jvbmc=" })
	void refusesWrongCredentials(String credentials) {
		assertThat(users(ticketId(this.ofEve), "Authorization", credentials)).extracting(ApiResponse::status)
			.containsOnly(401);
	}

}
