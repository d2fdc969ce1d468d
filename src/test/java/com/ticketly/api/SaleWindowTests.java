package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests when slots are sold, on two instances.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaleWindowTests {

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private static final String WINDOW = """
			{"salesFrom":"2030-10-10 10:00","salesUntilMinutesBefore":60,"presaleFrom":"2030-10-09 10:00",\
			"presaleCode":"opensesame"}""";

	private final TestClock clock = TestClock.at(NOW.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	@BeforeEach
	void begin() {
		this.clock.moveTo(NOW);
	}

	private ApiResponse schedule(String sale) {
		return this.one.postAsOperator("/v1/slots", slot(sale));
	}

	private static String slot(String sale) {
		return """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
				"slotType":"Movie","genre":"Action","sale":%s}""".formatted(sale);
	}

	private String scheduled(String sale) {
		return schedule(sale).json().get("slotId").asString();
	}

	private ApiResponse patch(String slot, String json) {
		return this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	private ApiResponse patchSale(String slot, String sale) {
		return patch(slot, "{\"sale\":" + sale + "}");
	}

	private ApiResponse book(String slot, String code) {
		return this.other.post("/v1/tickets", order(slot, code));
	}

	private ApiResponse hold(String slot, String code) {
		return this.other.post("/v1/holds", order(slot, code));
	}

	private static String order(String slot, String code) {
		return """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1%s}""".formatted(slot,
				code.isEmpty() ? "" : ",\"presaleCode\":\"" + code + "\"");
	}

	private ApiResponse at(String time, String slot, String code) {
		this.clock.moveTo(Instant.parse(time));
		return book(slot, code);
	}

	@Test
	void sellsFromTheOpeningUntilTheEnd() {
		String slot = scheduled(WINDOW);

		assertThat(at("2030-10-10T09:59:59Z", slot, "").problem()).isEqualTo("sales-not-open");
		assertThat(at("2030-10-10T10:00:00Z", slot, "").status()).isEqualTo(201);
		assertThat(at("2030-11-01T10:59:59Z", slot, "").status()).isEqualTo(201);
		assertThat(at("2030-11-01T11:00:00Z", slot, "").problem()).isEqualTo("sales-ended");
		assertThat(hold(slot, "").problem()).isEqualTo("sales-ended");
	}

	@Test
	void saysWhenTheSaleOpensAndWhenItEnded() {
		String slot = scheduled(WINDOW);
		String plain = scheduled("{\"salesFrom\":\"2030-10-10 10:00\"}");

		ApiResponse early = book(slot, "");
		ApiResponse late = at("2030-11-01T11:00:00Z", slot, "");
		this.clock.moveTo(NOW);

		assertThat(early.status()).isEqualTo(409);
		assertThat(early.json().get("slotId").asString()).isEqualTo(slot);
		assertThat(early.json().get("salesFrom").asString()).isEqualTo("2030-10-10T10:00:00Z");
		assertThat(early.json().get("presaleFrom").asString()).isEqualTo("2030-10-09T10:00:00Z");
		assertThat(early.json().get("detail").asString()).contains("presaleFrom");
		assertThat(book(plain, "").json().has("presaleFrom")).isFalse();
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.json().get("salesUntil").asString()).isEqualTo("2030-11-01T11:00:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/tickets", "/v1/holds" })
	void sellsEarlierWithTheCodeOfThePresale(String path) {
		String slot = scheduled(WINDOW);
		this.clock.moveTo(Instant.parse("2030-10-09T09:59:59Z"));

		ApiResponse before = this.other.post(path, order(slot, "opensesame"));
		this.clock.advance(Duration.ofSeconds(1));
		ApiResponse wrong = this.other.post(path, order(slot, "Opensesame"));
		ApiResponse none = this.other.post(path, order(slot, ""));
		ApiResponse right = this.other.post(path, order(slot, "opensesame"));

		assertThat(before.problem()).isEqualTo("sales-not-open");
		assertThat(wrong.problem()).isEqualTo("sales-not-open");
		assertThat(wrong.json().get("detail").asString()).endsWith("This presaleCode is wrong.");
		assertThat(none.problem()).isEqualTo("sales-not-open");
		assertThat(none.json().get("detail").asString()).doesNotContain("wrong");
		assertThat(right.status()).isEqualTo(201);
	}

	@Test
	void sellsEarlierWithTheCodeByTheOriginalOperation() {
		this.clock.moveTo(Instant.parse("2030-10-09T10:00:00Z"));
		this.one.postAsOperator("/scheduleMovie", slot(WINDOW).replace("Skyfall", "Original"));
		String order = "?userName=Ann&userPhoneNumber=9653864514&movieName=Original&movieStartTime=2030-11-01 12:00"
			.replace(" ", "%20") + "&numTickets=1";

		assertThat(this.other.post("/bookTicket" + order).problem()).isEqualTo("sales-not-open");
		assertThat(this.other.post("/bookTicket" + order + "&presaleCode=opensesame").status()).isEqualTo(200);
	}

	@Test
	void limitsGuessesOfTheCodeLikeSeats() {
		String slot = scheduled(WINDOW);
		this.clock.moveTo(Instant.parse("2030-10-09T10:00:00Z"));
		try (TicketlyInstance limited = this.builder.with("--ticketly.limits.seats-per-address=10").start()) {
			for (int guess = 0; guess < 10; guess++) {
				assertThat(limited.post("/v1/tickets", order(slot, "")).problem()).isEqualTo("sales-not-open");
				assertThat(limited.post("/v1/tickets", order(slot, "guess" + guess)).problem())
					.isEqualTo("sales-not-open");
			}

			assertThat(limited.post("/v1/holds", order(slot, "opensesame")).problem()).isEqualTo("quota-exceeded");
		}
		finally {
			this.builder.with("--ticketly.limits.seats-per-address=1000000000");
		}
	}

	@Test
	void repeatsABookingOfThePresaleWithoutTheCode() {
		String slot = scheduled(WINDOW);
		this.clock.moveTo(Instant.parse("2030-10-09T10:00:00Z"));

		ApiResponse wrong = this.other.post("/v1/tickets", order(slot, "wrong"), "Idempotency-Key", "presale");
		ApiResponse right = this.other.post("/v1/tickets", order(slot, "opensesame"), "Idempotency-Key", "presale");
		ApiResponse again = this.one.post("/v1/tickets", order(slot, ""), "Idempotency-Key", "presale");

		assertThat(wrong.problem()).isEqualTo("sales-not-open");
		assertThat(right.status()).isEqualTo(201);
		assertThat(again.json()).isEqualTo(right.json());
	}

	@Test
	void confirmsHoldsAfterTheSaleUntilTheSlotIsOver() {
		String slot = scheduled("{\"salesUntilMinutesBefore\":0}");
		this.clock.moveTo(Instant.parse("2030-11-01T11:59:59Z"));
		String hold = hold(slot, "").json().get("holdId").asString();

		this.clock.moveTo(Instant.parse("2030-11-01T12:00:00Z"));

		assertThat(book(slot, "").problem()).isEqualTo("sales-ended");
		assertThat(this.one.post("/v1/holds/" + hold + "/confirm").status()).isEqualTo(201);
	}

	@Test
	void movesTicketsOutOfASaleThatHasEndedButNotIntoOneThatIsNotOpen() {
		String closed = scheduled("{\"salesFrom\":\"2030-10-10 10:00\"}");
		String ended = scheduled("{\"salesUntil\":\"2030-10-05 10:00\"}");
		String open = this.one.schedule("Spectre", 20);
		String ticket = this.one.bookOne(ended, "Ann");
		this.clock.moveTo(Instant.parse("2030-10-05T10:00:00Z"));

		ApiResponse into = this.other.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(closed));
		ApiResponse out = this.other.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(open));
		ApiResponse back = this.other.post("/v1/tickets/" + out.json().get("ticketId").asString() + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(ended));

		assertThat(into.problem()).isEqualTo("sales-not-open");
		assertThat(out.status()).isEqualTo(201);
		assertThat(back.problem()).isEqualTo("sales-ended");
	}

	@Test
	void obeysChangedTermsOnAnInstanceThatRemembersTheSlot() {
		String slot = scheduled("{}");
		assertThat(book(slot, "").status()).isEqualTo(201);

		patchSale(slot, "{\"salesFrom\":\"2030-10-10 10:00\"}");
		ApiResponse closed = book(slot, "");
		patchSale(slot, "{\"salesFrom\":\"2030-09-10 10:00\"}");

		assertThat(closed.problem()).isEqualTo("sales-not-open");
		assertThat(book(slot, "").status()).isEqualTo(201);
	}

	@Test
	void minutesFollowTheStartOfAMovedSlot() {
		String slot = scheduled("{\"salesFromMinutesBefore\":1440}");
		assertThat(book(slot, "").json().get("salesFrom").asString()).isEqualTo("2030-10-31T12:00:00Z");

		ApiResponse moved = patch(slot, "{\"startTime\":\"2030-10-05 12:00\"}");

		assertThat(moved.json().at("/sale/salesFrom").asString()).isEqualTo("2030-10-04T12:00:00Z");
		assertThat(at("2030-10-04T11:59:59Z", slot, "").problem()).isEqualTo("sales-not-open");
		assertThat(at("2030-10-04T12:00:00Z", slot, "").status()).isEqualTo(201);
	}

	@Test
	void showsTheTermsButNotTheCode() {
		ApiResponse scheduled = schedule(WINDOW);
		String slot = scheduled.json().get("slotId").asString();
		JsonNode expected = scheduled.json().get("sale");

		assertThat(expected.toString()).isEqualTo("""
				{"salesFrom":"2030-10-10T10:00:00Z","salesUntil":"2030-11-01T11:00:00Z","salesUntilMinutesBefore":60,\
				"presaleFrom":"2030-10-09T10:00:00Z"}""");
		assertThat(this.other.get("/v1/slots/" + slot).json().get("sale")).isEqualTo(expected);
		assertThat(this.other.get("/v1/slots?name=Skyfall&limit=100").json().get("items").valueStream())
			.filteredOn((item) -> item.get("slotId").asString().equals(slot))
			.singleElement()
			.satisfies((item) -> assertThat(item.get("sale")).isEqualTo(expected));
	}

	@Test
	void showsNothingWhereNothingIsSet() {
		assertThat(schedule("{}").json().has("sale")).isFalse();
		assertThat(schedule("null").json().has("sale")).isFalse();
		assertThat(schedule("{\"avoidSingleSeats\":false}").json().has("sale")).isFalse();
	}

	@Test
	void changesTheFieldsThatAreGivenAndRemovesThoseThatAreNull() {
		String slot = scheduled(WINDOW);

		JsonNode changed = patchSale(slot, "{\"salesFromMinutesBefore\":30240,\"salesUntil\":null}").json().get("sale");
		JsonNode without = patchSale(slot, "{\"presaleFrom\":null}").json().get("sale");
		ApiResponse none = patchSale(slot, "null");

		assertThat(changed.toString()).isEqualTo(
				"""
						{"salesFrom":"2030-10-11T12:00:00Z","salesFromMinutesBefore":30240,"presaleFrom":"2030-10-09T10:00:00Z"}""");
		assertThat(without.has("presaleFrom")).isFalse();
		assertThat(none.status()).isEqualTo(200);
		assertThat(none.json().has("sale")).isFalse();
		assertThat(book(slot, "").status()).isEqualTo(201);
	}

	@Test
	void acceptsTheTermsAsTheyAreShown() {
		String slot = scheduled(WINDOW);
		JsonNode shown = this.one.get("/v1/slots/" + slot).json().get("sale");

		ApiResponse answer = patchSale(slot, shown.toString());

		assertThat(answer.json().get("sale")).isEqualTo(shown);
		this.clock.moveTo(Instant.parse("2030-10-09T10:00:00Z"));
		assertThat(book(slot, "opensesame").status()).as("the code is kept").isEqualTo(201);
	}

	@Test
	void changesTheCode() {
		String slot = scheduled(WINDOW);

		patchSale(slot, "{\"presaleCode\":\"anothercode\"}");

		this.clock.moveTo(Instant.parse("2030-10-09T10:00:00Z"));
		assertThat(book(slot, "opensesame").problem()).isEqualTo("sales-not-open");
		assertThat(book(slot, "anothercode").status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"salesFrom":"soon"}                                              | sale.salesFrom
			{"salesFrom":"2030-11-01 15:00"}                                  | sale.salesFrom
			{"salesFrom":"2030-11-01 10:00","salesUntil":"2030-11-01 10:00"}  | sale.salesFrom
			{"salesFrom":"2030-11-01 10:00","salesFromMinutesBefore":119}     | sale.salesFrom
			{"salesFromMinutesBefore":-1}                                     | sale.salesFromMinutesBefore
			{"salesFromMinutesBefore":525601}                                 | sale.salesFromMinutesBefore
			{"salesFromMinutesBefore":"1"}                                    | sale.salesFromMinutesBefore
			{"salesUntil":"2030-11-01 15:01"}                                 | sale.salesUntil
			{"salesUntil":5}                                                  | sale.salesUntil
			{"salesUntilMinutesBefore":-1}                                    | sale.salesUntilMinutesBefore
			{"salesUntilMinutesBefore":525601}                                | sale.salesUntilMinutesBefore
			{"salesFromMinutesBefore":60,"presaleFromMinutesBefore":60,"presaleCode":"open"} | sale.presaleFrom
			{"presaleFromMinutesBefore":60,"presaleCode":"open"}              | sale.presaleFrom
			{"salesFromMinutesBefore":60,"presaleCode":"open"}                | sale.presaleFrom
			{"salesFromMinutesBefore":60,"presaleFromMinutesBefore":61}       | sale.presaleCode
			{"presaleFromMinutesBefore":525601}                               | sale.presaleFromMinutesBefore
			{"salesFromMinutesBefore":60,"presaleFromMinutesBefore":61,"presaleCode":"abc"}  | sale.presaleCode
			{"salesFromMinutesBefore":60,"presaleFromMinutesBefore":61,"presaleCode":"ab cd"}  | sale.presaleCode
			{"salesFromMinutesBefore":60,"presaleFromMinutesBefore":61,"presaleCode":1234}  | sale.presaleCode
			{"maxTicketsPerPhone":0}                                          | sale.maxTicketsPerPhone
			{"maxTicketsPerPhone":1001}                                       | sale.maxTicketsPerPhone
			{"avoidSingleSeats":"yes"}                                        | sale.avoidSingleSeats
			{"removed":["salesFrom"]}                                         | sale.removed
			{"salesOpen":1}                                                   | sale.salesOpen
			"always"                                                          | sale
			[]                                                                | sale
			""")
	void namesTheFieldThatIsWrong(String sale, String field) {
		assertThat(schedule(sale).invalidFields()).contains(field);

		String slot = this.one.schedule("Spectre", 20);
		patch(slot, "{\"startTime\":\"2030-11-01 12:00\",\"endTime\":\"2030-11-01 15:00\"}");

		assertThat(patchSale(slot, sale).invalidFields()).containsExactly(field);
	}

	@Test
	void acceptsTheLimitsOfEachField() {
		assertThat(schedule("""
				{"salesFromMinutesBefore":525599,"salesUntilMinutesBefore":0,"presaleFromMinutesBefore":525600,\
				"presaleCode":"%s","maxTicketsPerPhone":1000,"avoidSingleSeats":true}""".formatted("x".repeat(64)))
			.status()).isEqualTo(201);
		assertThat(schedule("{\"maxTicketsPerPhone\":1,\"salesUntil\":\"2030-11-01 15:00\"}").status()).isEqualTo(201);
	}

	@Test
	void refusesAMoveThatTheTermsDoNotAllow() {
		String slot = scheduled("{\"salesFromMinutesBefore\":60,\"salesUntil\":\"2030-11-01 14:00\"}");

		ApiResponse later = patch(slot, "{\"startTime\":\"2030-11-01 15:00\",\"endTime\":\"2030-11-01 16:00\"}");
		ApiResponse shorter = patch(slot, "{\"endTime\":\"2030-11-01 13:59\"}");
		ApiResponse together = patch(slot, """
				{"startTime":"2030-11-01 15:00","endTime":"2030-11-01 16:00","sale":{"salesUntilMinutesBefore":0}}""");

		assertThat(later.invalidFields()).containsExactly("startTime");
		assertThat(later.json().toString()).contains("sale.salesFrom must be before salesUntil");
		assertThat(shorter.invalidFields()).containsExactly("endTime");
		assertThat(together.status()).isEqualTo(200);
	}

	@Test
	void requiresTheSameTermsOfARepeatedRequest() {
		String slot = slot("{\"salesFromMinutesBefore\":60}");
		ApiResponse first = this.one.postAsOperator("/v1/slots", slot, "Idempotency-Key", "terms");

		assertThat(this.other.postAsOperator("/v1/slots", slot, "Idempotency-Key", "terms").json())
			.isEqualTo(first.json());
		assertThat(this.other
			.postAsOperator("/v1/slots", slot("{\"salesFromMinutesBefore\":61}"), "Idempotency-Key", "terms")
			.problem()).isEqualTo("key-reused");
	}

}
