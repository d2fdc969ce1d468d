package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests how the running service reads requests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(Clock.system(ZoneId.of("Europe/Berlin")))
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private ApiResponse schedule(String name, String start, String end) {
		return this.ticketly.postAsOperator("/v1/slots",
				"""
						{"slotName":"%s","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie","genre":"Action"}"""
					.formatted(name, start, end));
	}

	private String errorOf(ApiResponse answer, String field) {
		assertThat(answer.status()).isEqualTo(400);
		int error = answer.invalidFields().indexOf(field);
		assertThat(error).as("error of %s in %s", field, answer.json()).isNotNegative();
		return answer.json().get("errors").get(error).get("message").asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "1e400", "9653864514", "-1e999999999999", "123456789012345678901234567890" })
	void readsATextOnlyFromAString(String value) {
		String slot = this.ticketly.schedule("Skyfall", 1);

		ApiResponse booking = this.ticketly.post("/v1/tickets", """
				{"userName":%1$s,"phoneNumber":%1$s,"slotId":"%2$s","numTickets":1}""".formatted(value, slot));
		ApiResponse cancellation = this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel",
				"{\"reason\":%s}".formatted(value));

		assertThat(booking.invalidFields()).containsExactly("userName", "phoneNumber");
		assertThat(cancellation.invalidFields()).containsExactly("reason");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(1);
	}

	@Test
	void bookingsTakeNoParameters() {
		String slot = this.ticketly.schedule("Skyfall", 5);
		String query = "?userName=Ann&phoneNumber=9653864514&slotId=%s&numTickets=1&utm=x".formatted(slot);

		ApiResponse withoutBody = this.ticketly.post("/v1/tickets" + query, "");
		ApiResponse withBody = this.ticketly.post("/v1/tickets?numTickets=2", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot));

		assertThat(withoutBody.status()).isEqualTo(400);
		assertThat(withoutBody.invalidFields()).contains("userName", "phoneNumber", "slotId", "numTickets", "utm");
		assertThat(errorOf(withoutBody, "phoneNumber")).isEqualTo("must be in the body");
		assertThat(withBody.invalidFields()).containsExactly("numTickets");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(5);
	}

	@Test
	void namesUnknownFieldsOfBookingsAndHolds() {
		String slot = this.ticketly.schedule("Skyfall", 5);
		String fields = """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1,"seat":["4"],"booking":{},
				"holdSecond":1,"a/b~c.d":{"x":[1]}}""".formatted(slot);

		ApiResponse booking = this.ticketly.post("/v1/tickets", fields);
		ApiResponse hold = this.ticketly.post("/v1/holds", fields);

		assertThat(booking.invalidFields()).containsExactlyInAnyOrder("seat", "booking", "holdSecond", "a/b~c.d");
		assertThat(hold.invalidFields()).containsExactlyInAnyOrder("seat", "booking", "holdSecond", "a/b~c.d");
		assertThat(errorOf(booking, "seat")).isEqualTo("is not a known field; did you mean seats?");
		assertThat(errorOf(hold, "holdSecond")).isEqualTo("is not a known field; did you mean holdSeconds?");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1/slots?x=1&genres=Drama", "GET, /v1/slots/SLT?x=1", "GET, /v1/slots/SLT/seats?x=1",
			"GET, /v1/slots/SLT/tickets?x=1", "GET, /v1/tickets/TKT?x=1", "GET, /v1/tickets/TKT/user?x=1",
			"GET, /v1/holds/HLD?x=1", "GET, /v1/users/U?x=1", "GET, /v1/users/U/tickets?x=1", "POST, /v1/slots?x=1",
			"POST, /v1/slots/SLT/cancel?x=1", "POST, /v1/slots/SLT/seats/block?x=1",
			"POST, /v1/slots/SLT/seats/unblock?x=1", "POST, /v1/tickets?x=1", "POST, /v1/tickets/TKT/reschedule?x=1",
			"POST, /v1/tickets/TKT/transfer?x=1", "GET, /v1/bookings/BKG?x=1", "POST, /v1/holds?x=1",
			"POST, /v1/holds/HLD/confirm?x=1", "POST, /v1/holds/HLD/prolong?x=1", "DELETE, /v1/tickets/TKT?x=1",
			"DELETE, /v1/holds/HLD?x=1", "PATCH, /v1/slots/SLT?x=1" })
	void everyOperationNamesUnknownParameters(String method, String path) {
		ApiResponse answer = send(method, path, "");

		assertThat(errorOf(answer, "x")).startsWith("is not a known field");
	}

	@Test
	void refusesFormsInGetRequests() {
		ApiResponse answer = this.ticketly.send(this.ticketly.request("/v1/slots")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.method("GET", BodyPublishers.ofString("genre=Drama")));

		assertThat(answer.problem()).isEqualTo("unsupported-media-type");
	}

	@Test
	void answersOptionsWithParameters() {
		assertThat(this.ticketly.send(this.ticketly.request("/v1/slots?x=1").method("OPTIONS", BodyPublishers.noBody()))
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1/slots/SLT", "GET, /v1/slots", "GET, /v1/tickets/TKT", "POST, /v1/holds/HLD/confirm",
			"POST, /v1/holds/HLD/prolong", "DELETE, /v1/tickets/TKT", "DELETE, /v1/holds/HLD" })
	void operationsWithoutABodyNameItsFields(String method, String path) {
		ApiResponse fields = send(method, path, "{\"x\":1}");
		ApiResponse empty = send(method, path, "{}");

		assertThat(fields.invalidFields()).containsExactly("x");
		assertThat(empty.status()).isIn(200, 404);
	}

	private ApiResponse send(String method, String path, String body) {
		return this.ticketly.send(this.ticketly.requestAsOperator(path)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body)));
	}

	@Test
	void originalOperationsIgnoreUnknownFields() {
		this.ticketly.schedule("Moonraker", 5);

		ApiResponse answer = this.ticketly.post("/bookTicket?utm=x", """
				{"userName":"Ann","userPhoneNumber":9653864514,"movieName":"Moonraker","numTickets":"1","seat":["4"],
				"movieStartTime":"2030-11-01 12:22"}""");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.ticketly.post("/getAllMovieSlots?x=1").status()).isEqualTo(200);
	}

	@Test
	void restoresThePlusOfAPhoneNumber() {
		this.ticketly.schedule("Thunderball", 5);
		String fields = "userName=Ann&userPhoneNumber=+6591234567&movieName=Thunderball"
				+ "&movieStartTime=2030-11-01T12:22+0100&numTickets=1";

		ApiResponse query = this.ticketly.post("/bookTicket?" + fields);
		ApiResponse form = this.ticketly.send(this.ticketly.request("/bookTicket")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(fields)));

		for (ApiResponse answer : List.of(query, form)) {
			String ticket = answer.json().get(0).get("ticketId").asString();
			assertThat(
					this.ticketly.getAsOperator("/v1/tickets/" + ticket + "/user").json().get("phoneNumber").asString())
				.isEqualTo("+6591234567");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{\"numTickets\":1,\"numTickets\":2}; numTickets",
			"{\"numTickets\":1,\"numTickets\":1}; numTickets", "{\"seats\":[\"1\"],\"seats\":[\"2\"]}; seats",
			"{\"a\":{},\"a\":{}}; a",
			"{\"seatingPlan\":{\"sections\":[{},{\"name\":\"A\",\"name\":\"B\"}]}}; seatingPlan.sections[1].name" })
	void namesFieldsThatAreRepeated(String body, String field) {
		for (String path : List.of("/v1/tickets", "/bookTicket", "/v1/slots")) {
			assertThat(errorOf(this.ticketly.postAsOperator(path, body), field)).isEqualTo("must not be repeated");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE" })
	void readsNoOtherEncodingThanUtf8(String charset) {
		String body = "{\"ticketId\":\"TKT\"}";

		assertThat(answer(body.getBytes(Charset.forName(charset))).invalidFields()).containsExactly("body");
		assertThat(answer(("\uFEFF" + body).getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "C0AE", "C080", "EDA080", "EDA0BDEDB880", "FF", "E282", "F4908080" })
	void refusesInvalidUtf8(String bytes) {
		byte[] body = "{\"ticketId\":\"%s\"}"
			.formatted(new String(HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1))
			.getBytes(StandardCharsets.ISO_8859_1);

		assertThat(errorOf(answer(body), "body")).isEqualTo("must be JSON in UTF-8");
	}

	private ApiResponse answer(byte[] body) {
		return this.ticketly.send(this.ticketly.request("/cancelTicket")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(body)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{\"numTickets\":%s}; numTickets", "{\"userName\":-%s}; userName",
			"{\"seats\":[1,%s]}; seats[1]", "{\"holdSeconds\":0.%s}; holdSeconds", "{\"capacity\":1e%s}; capacity",
			"{\"seatingPlan\":{\"sections\":[{\"rows\":[{\"aisles\":[%s]}]}]}}; seatingPlan.sections[0].rows[0].aisles[0]" })
	void namesFieldsWithNumbersOfTooManyDigits(String body, String field) {
		for (String path : List.of("/v1/tickets", "/v1/holds", "/bookTicket", "/v1/slots", "/scheduleMovie")) {
			assertThat(errorOf(this.ticketly.postAsOperator(path, body.formatted("1".repeat(1500))), field))
				.isEqualTo("must have at most 1,000 digits");
		}
	}

	@Test
	void saysHowDeepABodyCanBeNested() {
		for (String path : List.of("/v1/tickets", "/bookTicket")) {
			assertThat(errorOf(this.ticketly.post(path, "{\"seats\":" + "[".repeat(50_000)), "body"))
				.isEqualTo("must not be nested more than 100 levels");
		}
	}

	@Test
	void answersSoonWhenASeatingPlanHasManyErrors() {
		String rows = String.join(",", Collections.nCopies(500, "{}"));
		String sections = String.join(",", Collections.nCopies(170, "{\"rows\":[%s]}".formatted(rows)));
		String body = "{\"seatingPlan\":{\"sections\":[%s]}}".formatted(sections);

		for (String path : List.of("/v1/slots", "/scheduleMovie")) {
			ApiResponse answer = assertTimeoutPreemptively(Duration.ofSeconds(10),
					() -> this.ticketly.postAsOperator(path, body));

			assertThat(errorOf(answer, "seatingPlan.sections")).isEqualTo("must have between 1 and 98 elements");
			assertThat(answer.invalidFields()).hasSizeLessThan(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "1", "{} {}", "{}x", "{\"a\":NaN}", "{\"a\":01}", "{\"a\":1,}", "{'a':1}",
			"{/**/}", "\u0000", "{\"a\":\"\u0001\"}" })
	void refusesBodiesThatAreNoJsonObject(String body) {
		for (String path : List.of("/v1/tickets", "/bookTicket")) {
			assertThat(this.ticketly.post(path, body).invalidFields()).as(path).containsExactly("body");
		}
	}

	@Test
	void identifiesCustomersAndSlotsInEveryNormalizationForm() {
		String slot = this.ticketly.schedule("Ame\u0301lie", 5);

		ApiResponse decomposed = this.ticketly.book(slot, "Jose\u0301", 1);
		ApiResponse composed = this.ticketly.post("/v1/tickets", """
				{"userName":"\u00A0Jos\u00E9\u3000","phoneNumber":"9653864514","slotName":"Am\u00E9lie","numTickets":1,
				"startTime":"2030-11-01 12:22"}""");

		assertThat(composed.json().get(0).get("userId")).isEqualTo(decomposed.json().get(0).get("userId"));
		for (String name : List.of("Am%C3%A9lie", "Ame%CC%81lie", "%20Am%C3%A9lie%C2%A0")) {
			assertThat(ApiResponse.values(this.ticketly.get("/v1/slots?name=" + name).json().get("items"), "slotId"))
				.containsExactly(slot);
		}
	}

	@Test
	void refusesInvisibleNames() {
		String slot = this.ticketly.schedule("Skyfall", 5);

		for (String name : List.of("\u200B", "\u3164", "\u2800", "\u0301", "Jo\u202Ehn")) {
			assertThat(this.ticketly.book(slot, name, 1).invalidFields()).containsExactly("userName");
			assertThat(schedule(name, "2031-11-01 12:22", "2031-11-01 13:22").invalidFields())
				.containsExactly("slotName");
			assertThat(
					this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"%s\"}".formatted(name))
						.invalidFields())
				.containsExactly("reason");
		}
		assertThat(this.ticketly.book(slot, "\uD83C\uDFAC".repeat(200), 1).status()).isEqualTo(201);
	}

	@Test
	void refusesTimesThatTheClocksSkip() {
		ApiResponse start = schedule("Gap", "2030-03-31 02:30", "2030-03-31 03:30");
		ApiResponse end = schedule("Gap", "2030-03-31 01:30", "2030-03-31 02:30");
		ApiResponse booking = this.ticketly.post("/bookTicket", """
				{"userName":"Ann","userPhoneNumber":"9653864514","movieName":"Gap","numTickets":1,
				"movieStartTime":"2030-03-31 02:30"}""");

		assertThat(start.invalidFields()).containsExactly("startTime");
		assertThat(errorOf(start, "startTime")).contains("Europe/Berlin", "2030-03-31T02:00 to 2030-03-31T03:00");
		assertThat(end.invalidFields()).containsExactly("endTime");
		assertThat(booking.invalidFields()).containsExactly("movieStartTime");
	}

	@Test
	void listsPeriodsBetweenTimesThatTheClocksSkipAndDates() {
		schedule("Before", "2030-03-31 01:59:59", "2030-03-31 05:00");
		schedule("After", "2030-03-31 03:00", "2030-03-31 05:00");
		schedule("Last", "2030-03-31 23:59:59", "2030-04-01 05:00");
		schedule("Next day", "2030-04-01 00:00", "2030-04-01 05:00");

		assertThat(names("from=2030-03-31+02:30&to=2030-04-01+00:00")).containsExactly("After", "Last", "Next day");
		assertThat(names("from=2030-03-31&to=2030-03-31+02:30")).containsExactly("Before", "After");
		assertThat(names("from=2030-03-31&to=2030-03-31")).containsExactly("Before", "After", "Last");
		assertThat(names("from=2030-04-01&to=2030-04-01")).containsExactly("Next day");
		assertThat(names("from=2030-03-31+02:30&to=2030-03-31+02:10")).containsExactly("After");
		assertThat(this.ticketly.get("/v1/slots?from=2030-04-02&to=2030-04-01").invalidFields()).containsExactly("to");
	}

	private List<String> names(String query) {
		return ApiResponse.values(this.ticketly.get("/v1/slots?" + query).json().get("items"), "slotName");
	}

	@Test
	void removesADescriptionButNothingElse() {
		String slot = schedule("Patched", "2032-01-01 20:00", "2032-01-01 22:00").json().get("slotId").asString();

		for (String type : List.of("application/json", "application/merge-patch+json")) {
			assertThat(patch(slot, type, "{\"slotDescription\":\"text\"}").status()).isEqualTo(200);
			ApiResponse genre = patch(slot, type, "{\"genre\":null,\"slotName\":null,\"slotType\":null}");
			ApiResponse description = patch(slot, type, "{\"slotDescription\":null}");

			assertThat(genre.invalidFields()).containsExactlyInAnyOrder("genre", "slotName", "slotType");
			assertThat(errorOf(genre, "genre")).isEqualTo("cannot be removed");
			assertThat(description.json().get("slotDescription").asString()).isEmpty();
		}
	}

	private ApiResponse patch(String slot, String type, String body) {
		return this.ticketly.send(this.ticketly.requestAsOperator("/v1/slots/" + slot)
			.header("Content-Type", type)
			.header("If-Match", "*")
			.method("PATCH", BodyPublishers.ofString(body)));
	}

	@Test
	void reportsSeatsThatCannotBeEncoded() {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"A","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","seatingPlan":{"sections":[
				{"name":"S","rows":[{"row":"A","seats":1}],"house":["\\ud800"]}]}}""");

		assertThat(answer.status()).isEqualTo(400);
	}

}
