package com.ticketly.boxoffice;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the box office may do, and what customers may not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoxOfficeTests {

	private static final String PRICES = """
			{"currency":"EUR","categories":[
			{"category":"Standard","prices":[{"concession":"Adult","amount":1800},{"concession":"Child","amount":900}]},
			{"category":"Premium","prices":[{"concession":"Adult","amount":2500},{"concession":"Child","amount":1500}],
			"places":[{"rows":["A"]}]}]}""";

	private static final String PLAN = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":6},{"row":"B","seats":6},{"row":"C","seats":6}]},
			{"name":"Balcony","rows":[{"row":"D","seats":4}]}]}""";

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	private String schedule(String name, String sale) {
		return this.one.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
				"slotType":"Movie","genre":"Action","seatingPlan":%s,"sale":%s}""".formatted(name, PLAN, sale))
			.json()
			.get("slotId")
			.asString();
	}

	private String schedule(String sale) {
		return schedule("Skyfall", sale);
	}

	private ApiResponse sell(String slot, String fields, String... headers) {
		return this.other.postAsOperator("/v1/box-office/bookings", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","reason":"At the desk",%s}""".formatted(slot,
				fields), headers);
	}

	private JsonNode sold(String slot, String fields) {
		ApiResponse sold = sell(slot, fields);
		assertThat(sold.status()).as(sold.response().body()).isEqualTo(201);
		return sold.json();
	}

	private ApiResponse book(String slot, String fields) {
		return this.one.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s",%s}""".formatted(slot, fields));
	}

	private ApiResponse act(JsonNode booking, String what, String body, String... headers) {
		return this.other.postAsOperator("/v1/box-office/bookings/" + booking.get("bookingId").asString() + "/" + what,
				body, headers);
	}

	private JsonNode read(JsonNode booking) {
		return this.one.getAsOperator("/v1/box-office/bookings/" + booking.get("bookingId").asString()).json();
	}

	private String map(String slot) {
		return String.join("|",
				this.one.get("/v1/slots/" + slot + "/seats")
					.json()
					.get("sections")
					.valueStream()
					.flatMap((section) -> section.get("rows").valueStream())
					.map((row) -> row.get("seats").asString())
					.toList());
	}

	private ApiResponse block(String slot, String seats) {
		return this.one.postAsOperator("/v1/slots/" + slot + "/seats/block", "{\"seats\":%s}".formatted(seats));
	}

	private static List<String> actions(JsonNode booking) {
		return booking.get("actions")
			.valueStream()
			.map((action) -> "%s %s: %s".formatted(action.get("actor").asString(), action.get("action").asString(),
					action.get("reason").asString()))
			.toList();
	}

	private static List<String> statuses(JsonNode booking) {
		return ApiResponse.values(booking.get("tickets"), "ticketStatus");
	}

	private static List<String> seats(JsonNode booking) {
		return ApiResponse.values(booking.get("tickets"), "seat");
	}

	private static String ticket(JsonNode booking, int no) {
		return booking.at("/tickets/" + no + "/ticketId").asString();
	}

	@Test
	void sellsBeyondTheLimitsOfCustomers() {
		String slot = schedule("""
				{"salesFrom":"2030-10-20 00:00","salesUntil":"2030-10-21 00:00","maxTicketsPerPhone":2,
				"avoidSingleSeats":true}""");
		assertThat(book(slot, "\"numTickets\":1").problem()).isEqualTo("sales-not-open");

		JsonNode booking = sold(slot, "\"numTickets\":4,\"section\":\"Stalls\"");
		JsonNode single = sold(slot, "\"seats\":[\"D2\"]");

		assertThat(booking.get("tickets")).hasSize(4);
		assertThat(seats(single)).containsExactly("D2");
		assertThat(actions(read(booking))).containsExactly("operator Sold: At the desk");
	}

	@Test
	void countsItsSalesForTheLimitOfTheCustomer() {
		String slot = schedule("{\"maxTicketsPerPhone\":2}");
		sold(slot, "\"numTickets\":2");

		assertThat(book(slot, "\"numTickets\":1").problem()).isEqualTo("too-many-tickets");
	}

	@Test
	void sellsBlockedSeatsThatStayBlockedOnceTheyAreFree() {
		String slot = schedule("{}");
		block(slot, "[\"B1\",\"B2\"]");
		assertThat(book(slot, "\"seats\":[\"B1\"]").problem()).isEqualTo("seats-taken");

		JsonNode booking = sold(slot, "\"seats\":[\"B1\",\"B3\"]");

		assertThat(map(slot)).isEqualTo("......|x#x...|......|....");
		assertThat(act(booking, "cancel", "{\"reason\":\"Ill\"}").status()).isEqualTo(200);
		assertThat(map(slot)).isEqualTo("......|##....|......|....");
	}

	@Test
	void neverSellsASeatTwice() {
		String slot = schedule("{}");
		book(slot, "\"seats\":[\"C1\"]");
		block(slot, "[\"C1\"]");

		assertThat(sell(slot, "\"seats\":[\"C1\",\"C2\"]").problem()).isEqualTo("seats-taken");

		List<ApiResponse> answers = Concurrently.call(16,
				(i) -> (i % 2 == 0) ? sell(slot, "\"seats\":[\"C3\"]") : book(slot, "\"seats\":[\"C3\"]"));
		assertThat(answers).filteredOn((answer) -> answer.status() == 201).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer.status() != 201)
			.allMatch((answer) -> answer.problem().equals("seats-taken"));
	}

	@Test
	void sellsPastTheEndOfASlotUntilItExpires() {
		TestClock late = TestClock.at("2030-10-01T00:00:00Z");
		try (TicketlyInstance desk = TicketlyInstance.builder().with(late).start()) {
			String slot = desk.schedule("Skyfall", 20);
			String sale = """
					{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1,"reason":"Late"}"""
				.formatted(slot);
			JsonNode booking = desk.postAsOperator("/v1/box-office/bookings", sale).json();
			late.moveTo(Instant.parse("2030-11-01T16:00:00Z"));

			assertThat(desk.book(slot, "Ann", 1).problem()).isEqualTo("sales-closed");
			assertThat(desk.postAsOperator("/v1/box-office/bookings", sale).status()).isEqualTo(201);
			assertThat(desk.delete("/v1/tickets/" + ticket(booking, 0)).problem()).isEqualTo("changes-closed");
			assertThat(desk
				.postAsOperator("/v1/box-office/bookings/" + booking.get("bookingId").asString() + "/cancel",
						"{\"reason\":\"Ill\"}")
				.status()).isEqualTo(200);

			late.moveTo(Instant.parse("2030-11-02T00:00:00Z"));
			assertThat(desk.postAsOperator("/v1/box-office/bookings", sale).problem()).isEqualTo("sales-closed");
		}
	}

	@Test
	void givesTicketsAway() {
		String slot = schedule("{\"prices\":" + PRICES + "}");

		JsonNode booking = sold(slot, "\"seats\":[\"A1\",\"B1\"],\"free\":true");

		assertThat(booking.at("/total/amount").asLong()).isZero();
		assertThat(booking.at("/tickets/0/fare/category").asString()).isEqualTo("Premium");
		assertThat(booking.at("/tickets/0/fare/amount").asLong()).isZero();
		assertThat(booking.get("severalRows").asBoolean()).isTrue();
		assertThat(actions(booking)).containsExactly("operator Given: At the desk");
		assertThat(sell(schedule("{}"), "\"numTickets\":1,\"free\":true").invalidFields()).containsExactly("free");
	}

	@Test
	void reseatsOneTicket() {
		String slot = schedule("{\"prices\":" + PRICES + "}");
		block(slot, "[\"A6\"]");
		JsonNode booking = book(slot, "\"seats\":[\"C1\",\"C2\"],\"concessions\":[\"Child\",\"Adult\"]").json();
		JsonNode bookingOfTickets = booking.get(0);

		ApiResponse reseated = this.other.postAsOperator(
				"/v1/box-office/tickets/" + booking.at("/0/ticketId").asString() + "/reseat",
				"{\"seat\":\"a6\",\"reason\":\"Broken seat\"}");

		assertThat(reseated.status()).isEqualTo(201);
		assertThat(seats(reseated.json())).containsExactly("A6");
		// The customer pays no more than before.
		assertThat(reseated.json().at("/tickets/0/fare/amount").asLong()).isEqualTo(900);
		assertThat(reseated.json().at("/tickets/0/replaces").asString())
			.isEqualTo(booking.at("/0/ticketId").asString());
		assertThat(map(slot)).isEqualTo(".....x|......|.x....|....");
		JsonNode before = read(bookingOfTickets);
		assertThat(statuses(before)).containsExactly("Canceled", "Booked");
		assertThat(before.has("refund")).isFalse();
		assertThat(actions(before)).containsExactly("operator Reseated: Broken seat");
		assertThat(actions(reseated.json())).isEqualTo(actions(before));
	}

	@Test
	void reseatsAcrossSections() {
		String slot = schedule("{}");
		JsonNode booking = sold(slot, "\"seats\":[\"C1\",\"C2\"]");

		JsonNode moved = act(booking, "move", "{\"seats\":[\"D1\",\"D2\"],\"reason\":\"Sight\"}").json();

		assertThat(seats(moved)).containsExactly("D1", "D2");
		assertThat(moved.get("section").asString()).isEqualTo("Balcony");
		assertThat(map(slot)).isEqualTo("......|......|......|xx..");
	}

	@Test
	void movesTicketsToSeatsThatTheyLeave() {
		String slot = schedule("{}");
		JsonNode booking = sold(slot, "\"seats\":[\"C1\",\"C2\"]");

		JsonNode moved = act(booking, "move", "{\"seats\":[\"C3\",\"C2\"],\"reason\":\"Sight\"}").json();

		assertThat(seats(moved)).containsExactly("C3", "C2");
		assertThat(ticket(booking, 0)).isEqualTo(moved.at("/tickets/0/replaces").asString());
		assertThat(map(slot)).isEqualTo("......|......|.xx...|....");
	}

	@Test
	void movesAWholeBookingToAnotherSlot() {
		String from = schedule("{\"prices\":" + PRICES + "}");
		String to = schedule("Metropolis", "{\"prices\":" + PRICES.replace("1800", "2000") + "}");
		JsonNode booking = sold(from,
				"\"seats\":[\"B1\",\"B2\",\"B3\"],\"concessions\":[\"Child\",\"Adult\",\"Adult\"]");
		this.one.delete("/v1/tickets/" + ticket(booking, 2));

		ApiResponse moved = act(booking, "move",
				"{\"slotId\":\"%s\",\"seats\":[\"C5\",\"C6\"],\"reason\":\"Train late\"}".formatted(to));

		assertThat(moved.status()).isEqualTo(201);
		assertThat(moved.header("Location")).endsWith(moved.json().get("bookingId").asString());
		assertThat(moved.json().at("/slot/slotName").asString()).isEqualTo("Metropolis");
		assertThat(seats(moved.json())).containsExactly("C5", "C6");
		assertThat(moved.json().at("/total/amount").asLong()).isEqualTo(2900);
		JsonNode before = read(booking);
		assertThat(statuses(before)).containsExactly("Canceled", "Canceled", "Canceled");
		assertThat(before.at("/refund/amount").asLong()).isEqualTo(900 + 1800 + 1800);
		assertThat(actions(before)).containsExactly("operator Sold: At the desk", "operator Moved: Train late");
		assertThat(map(from)).isEqualTo("......|......|......|....");
		assertThat(map(to)).isEqualTo("......|......|....xx|....");
	}

	@Test
	void movesAllTicketsOrNone() {
		String from = schedule("{}");
		String to = schedule("Metropolis", "{}");
		JsonNode booking = sold(from, "\"seats\":[\"B1\",\"B2\",\"B3\"]");
		for (String seats : List.of("\"A1\",\"A2\",\"A3\",\"A4\",\"A5\",\"A6\"",
				"\"B1\",\"B2\",\"B3\",\"B4\",\"B5\",\"B6\"", "\"C1\",\"C2\",\"C3\",\"C4\"", "\"D1\",\"D2\"")) {
			sold(to, "\"seats\":[" + seats + "]");
		}

		assertThat(act(booking, "move", "{\"slotId\":\"%s\",\"reason\":\"x\"}".formatted(to)).problem())
			.isEqualTo("sold-out");
		assertThat(act(booking, "move", "{\"slotId\":\"%s\",\"seats\":[\"C5\",\"C6\"],\"reason\":\"x\"}".formatted(to))
			.invalidFields()).containsExactly("seats");

		assertThat(statuses(read(booking))).containsExactly("Booked", "Booked", "Booked");
		assertThat(map(from)).isEqualTo("......|xxx...|......|....");
		assertThat(map(to)).isEqualTo("xxxxxx|xxxxxx|xxxx..|xx..");
		assertThat(act(booking, "move", "{\"slotId\":\"%s\",\"ticketIds\":[\"%s\",\"%s\"],\"reason\":\"x\"}"
			.formatted(to, ticket(booking, 0), ticket(booking, 1))).status()).isEqualTo(201);
	}

	@Test
	void movesOnceForAKey() {
		String from = schedule("{}");
		String to = schedule("Metropolis", "{}");
		JsonNode booking = sold(from, "\"seats\":[\"B1\",\"B2\"]");
		String move = "{\"slotId\":\"%s\",\"reason\":\"x\"}".formatted(to);

		JsonNode first = act(booking, "move", move, "Idempotency-Key", "\"move-1\"").json();
		ApiResponse again = act(booking, "move", move, "Idempotency-Key", "\"move-1\"");

		assertThat(again.status()).isEqualTo(201);
		assertThat(again.json()).isEqualTo(first);
		assertThat(act(booking, "move", move).problem()).isEqualTo("ticket-not-booked");
		assertThat(act(booking, "move", move.replace("\"x\"", "\"y\""), "Idempotency-Key", "\"move-1\"").problem())
			.isEqualTo("key-reused");
	}

	@Test
	void cancelsAWholeBookingOnce() {
		String slot = schedule("{}");
		JsonNode booking = book(slot, "\"seats\":[\"B1\",\"B2\",\"B3\"]").json().get(0);

		JsonNode one = act(booking, "cancel",
				"{\"reason\":\"One is ill\",\"ticketIds\":[\"%s\"]}".formatted(booking.get("ticketId").asString()))
			.json();
		JsonNode canceled = act(booking, "cancel", "{\"reason\":\"All are ill\"}").json();
		JsonNode again = act(booking, "cancel", "{\"reason\":\"Again\"}").json();

		assertThat(statuses(one)).containsExactly("Canceled", "Booked", "Booked");
		assertThat(statuses(canceled)).containsExactly("Canceled", "Canceled", "Canceled");
		assertThat(again).isEqualTo(canceled);
		assertThat(actions(canceled)).containsExactly("operator Canceled: One is ill",
				"operator Canceled: All are ill");
		assertThat(map(slot)).isEqualTo("......|......|......|....");
		assertThat(act(booking, "cancel", "{\"reason\":\"x\",\"ticketIds\":[\"TKT1\"]}").invalidFields())
			.containsExactly("ticketIds");
	}

	@Test
	void sendsTicketsAgainByALinkThatShowsThem() {
		JsonNode booking = book(schedule("{}"), "\"numTickets\":2").json().get(0);

		ApiResponse sent = act(booking, "send", "{\"reason\":\"Lost mail\"}", "Idempotency-Key", "\"send-1\"");
		act(booking, "send", "{\"reason\":\"Lost mail\"}", "Idempotency-Key", "\"send-1\"");

		String link = sent.json().get("link").asString();
		assertThat(link).endsWith("/v1/bookings/" + booking.get("bookingId").asString());
		assertThat(this.one.get(link.substring(link.indexOf("/v1/"))).json().get("tickets")).hasSize(2);
		assertThat(actions(read(booking))).containsExactly("operator Sent: Lost mail");
	}

	@Test
	void namesTheKeyOfTheActorAndHidesPhoneNumbers() {
		JsonNode key = this.one.postAsOperator("/v1/keys", "{\"name\":\"Desk 1\",\"scopes\":[\"sales\"]}").json();
		String slot = schedule("{}");

		ApiResponse sold = this.one.post("/v1/box-office/bookings", """
				{"userName":"Bea","phoneNumber":"9653864515","slotId":"%s","numTickets":1,"reason":"At the desk"}"""
			.formatted(slot), "Authorization", "Bearer " + key.get("key").asString());

		assertThat(actions(sold.json())).containsExactly(key.get("keyId").asString() + " Sold: At the desk");
		assertThat(sold.json().at("/user/phoneNumber").asString()).contains("***");
		assertThat(read(sold.json()).at("/user/phoneNumber").asString()).isEqualTo("+919653864515");
		assertThat(this.one.get("/v1/bookings/" + sold.json().get("bookingId").asString()).response().body())
			.doesNotContain("At the desk");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"numTickets":1}                                                | reason
			{"numTickets":1,"reason":" "}                                   | reason
			{"numTickets":11,"reason":"x"}                                  | numTickets
			{"numTickets":1,"reason":"x","free":"perhaps"}                  | free
			{"seats":["A1","a1"],"reason":"x"}                              | seats
			""")
	void namesWrongFieldsOfSales(String fields, String field) {
		ApiResponse sold = this.one.postAsOperator("/v1/box-office/bookings",
				fields.replace("{", "{\"userName\":\"Ann\",\"phoneNumber\":\"9653864514\",\"slotId\":\"SLT1\","));

		assertThat(sold.invalidFields()).containsExactly(field);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"reason":"x"}                                                  | seats
			{"seats":["A1"]}                                                | reason
			{"reason":"x","seats":["A1","A1"]}                              | seats
			{"reason":"x","slotName":"Skyfall"}                             | startTime
			{"reason":"x","slotId":"SLT1","section":"Stalls"}               | section
			{"reason":"x","slotId":"SLT1","ticketIds":[]}                   | ticketIds
			""")
	void namesWrongFieldsOfMoves(String body, String field) {
		JsonNode booking = book(schedule("{}"), "\"numTickets\":1").json().get(0);

		assertThat(act(booking, "move", body).invalidFields()).containsExactly(field);
	}

	@Test
	void answersForBookingsThatDoNotExist() {
		assertThat(this.one.getAsOperator("/v1/box-office/bookings/BKG1").problem()).isEqualTo("booking-not-found");
		assertThat(this.one.postAsOperator("/v1/box-office/bookings/BKG1/cancel", "{\"reason\":\"x\"}").problem())
			.isEqualTo("booking-not-found");
		assertThat(this.one.postAsOperator("/v1/box-office/tickets/TKT1/reseat", "{\"seat\":\"A1\",\"reason\":\"x\"}")
			.problem()).isEqualTo("ticket-not-found");
		assertThat(
				this.one.send(this.one.request("/v1/box-office/bookings").POST(BodyPublishers.ofString("{}"))).status())
			.isEqualTo(401);
	}

	@Test
	void saysThatSeatsAreInSeveralRows() {
		String slot = schedule("{}");
		sold(slot, "\"seats\":[\"A1\",\"A2\",\"A3\",\"B1\",\"B2\",\"B3\",\"C1\",\"C2\",\"C3\",\"C4\"]");

		JsonNode split = book(slot, "\"numTickets\":4,\"section\":\"Stalls\"").json();

		assertThat(split).allMatch((ticket) -> ticket.get("severalRows").asBoolean());
		JsonNode booking = this.one.get("/v1/bookings/" + split.at("/0/bookingId").asString()).json();
		assertThat(booking.get("severalRows").asBoolean()).isTrue();
		JsonNode together = book(slot, "\"numTickets\":2,\"section\":\"Stalls\"").json();
		assertThat(together).noneMatch((ticket) -> ticket.has("severalRows"));
		JsonNode hold = this.one.post("/v1/holds", """
				{"userName":"Eve","phoneNumber":"9653864516","slotId":"%s","seats":["D1","D2"]}""".formatted(slot))
			.json();
		assertThat(hold.has("severalRows")).isFalse();
		assertThat(hold.get("seats")).hasSize(2);
	}

}
