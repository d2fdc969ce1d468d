package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
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
 * Tests what seats cost: price categories, concessions, payments and refunds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriceTests {

	private static final String PRICES = """
			{"currency":"EUR","categories":[
			{"category":"Standard","prices":[{"concession":"Adult","amount":1800},{"concession":"Child","amount":900},
			{"concession":"Carer","amount":0}]},
			{"category":"Premium","prices":[{"concession":"Adult","amount":2500},{"concession":"Child","amount":1500},
			{"concession":"Carer","amount":0}],"places":[{"section":"stalls","rows":["a"]}]},
			{"category":"Box","prices":[{"concession":"Adult","amount":4000},{"concession":"Child","amount":4000},
			{"concession":"Carer","amount":0}],"places":[{"seats":["A1"],"section":"Stalls"},{"section":"Balcony"}]}]}""";

	private static final String PLAN = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":6},{"row":"B","seats":6},{"row":"C","seats":6}],
			"accessible":["C1","C6"]},{"name":"Balcony","rows":[{"row":"A","seats":4}]}]}""";

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	private ApiResponse scheduling(String seats, String prices) {
		return this.one.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
				"slotType":"Movie","genre":"Action",%s,"sale":{"prices":%s}}""".formatted(seats, prices));
	}

	private String schedule() {
		return scheduling("\"seatingPlan\":" + PLAN, PRICES).json().get("slotId").asString();
	}

	private ApiResponse patch(String slot, String sale) {
		return this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString("{\"sale\":%s}".formatted(sale))));
	}

	private ApiResponse post(String path, String slot, String fields) {
		return this.other.post(path, """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s",%s}""".formatted(slot, fields));
	}

	private ApiResponse hold(String slot, String fields) {
		return post("/v1/holds", slot, fields);
	}

	private ApiResponse confirm(ApiResponse hold, String body) {
		return this.one.post("/v1/holds/" + hold.json().get("holdId").asString() + "/confirm", body);
	}

	private static String payment(String reference, long amount, String currency) {
		return """
				{"payment":{"reference":"%s","amount":%d,"currency":"%s"}}""".formatted(reference, amount, currency);
	}

	private static String fare(JsonNode fare) {
		return "%s %s %s %s".formatted(fare.get("category").asString(), fare.get("concession").asString(),
				fare.get("amount").asLong(), fare.get("currency").asString());
	}

	private static List<String> fares(JsonNode holdOrTickets) {
		return holdOrTickets.has("fares") ? holdOrTickets.get("fares").valueStream().map(PriceTests::fare).toList()
				: holdOrTickets.valueStream().map((ticket) -> fare(ticket.get("fare"))).toList();
	}

	@Test
	void showsWhatEachSeatCosts() {
		String slot = schedule();

		JsonNode seats = this.other.get("/v1/slots/" + slot + "/seats").json();

		assertThat(seats.at("/sections/0/rows").valueStream().map((row) -> row.get("categories").asString()))
			.containsExactly("CBBBBB", "AAAAAA", "AAAAAA");
		assertThat(seats.at("/sections/1/rows/0/categories").asString()).isEqualTo("CCCC");
		assertThat(seats.at("/prices/categories/1/prices/1/amount").asLong()).isEqualTo(1500);
		assertThat(seats.get("prices")).isEqualTo(this.one.get("/v1/slots/" + slot).json().at("/sale/prices"));
	}

	@Test
	void chargesEachTicketByItsSeatAndConcession() {
		String slot = schedule();

		JsonNode tickets = post("/v1/tickets", slot,
				"\"section\":\"Stalls\",\"seats\":[\"B2\",\"A1\",\"A2\"],\"concessions\":[\"child\",\"Carer\",\"Adult\"]")
			.json();

		assertThat(ApiResponse.values(tickets, "seat")).containsExactly("A1", "A2", "B2");
		assertThat(fares(tickets)).containsExactly("Box Carer 0 EUR", "Premium Adult 2500 EUR",
				"Standard Child 900 EUR");
		JsonNode booking = this.one.get("/v1/bookings/" + tickets.at("/0/bookingId").asString()).json();
		assertThat(booking.at("/total/amount").asLong()).isEqualTo(3400);
		assertThat(booking.at("/total/currency").asString()).isEqualTo("EUR");
		assertThat(fares(booking.get("tickets"))).isEqualTo(fares(tickets));
	}

	@Test
	void chargesTheFirstConcessionIfNoneIsNamed() {
		JsonNode tickets = post("/v1/tickets", schedule(), "\"numTickets\":2,\"category\":\"premium\"").json();

		assertThat(fares(tickets)).containsExactly("Premium Adult 2500 EUR", "Premium Adult 2500 EUR");
	}

	@Test
	void keepsThePriceOfAHold() {
		String slot = schedule();
		ApiResponse hold = hold(slot, "\"section\":\"Stalls\",\"seats\":[\"A2\",\"B2\"]");
		assertThat(hold.json().at("/total/amount").asLong()).isEqualTo(4300);

		assertThat(patch(slot, "{\"prices\":" + PRICES.replace("2500", "9900") + "}").status()).isEqualTo(200);
		ApiResponse confirmed = confirm(hold, payment("pay-1", 4300, "EUR"));

		assertThat(confirmed.status()).isEqualTo(201);
		assertThat(fares(confirmed.json())).containsExactly("Premium Adult 2500 EUR", "Standard Adult 1800 EUR");
		JsonNode booking = this.one.get("/v1/bookings/" + confirmed.json().at("/0/bookingId").asString()).json();
		assertThat(booking.at("/payment/reference").asString()).isEqualTo("pay-1");
		assertThat(booking.at("/payment/amount").asLong()).isEqualTo(4300);
		assertThat(fares(post("/v1/tickets", slot, "\"section\":\"Stalls\",\"seats\":[\"A3\"]").json()))
			.containsExactly("Premium Adult 9900 EUR");
	}

	@Test
	void isNotConfirmedWithoutTheExactPayment() {
		ApiResponse hold = hold(schedule(), "\"numTickets\":2,\"category\":\"Premium\"");

		for (String body : List.of("", "{}", payment("p", 4999, "EUR"), payment("p", 5001, "EUR"),
				payment("p", 5000, "USD"))) {
			ApiResponse refused = confirm(hold, body);
			assertThat(refused.status()).isEqualTo(409);
			assertThat(refused.problem()).isEqualTo("payment-mismatch");
			assertThat(refused.json().get("total").asLong()).isEqualTo(5000);
			assertThat(refused.json().get("currency").asString()).isEqualTo("EUR");
		}
		assertThat(
				this.one.get("/v1/holds/" + hold.json().get("holdId").asString()).json().get("holdStatus").asString())
			.isEqualTo("Held");
	}

	@Test
	void saysThatAHoldHasEndedWhateverThePayment() {
		ApiResponse hold = hold(schedule(), "\"numTickets\":1");
		this.one.delete("/v1/holds/" + hold.json().get("holdId").asString());

		assertThat(confirm(hold, payment("pay-1", 1, "EUR")).problem()).isEqualTo("hold-ended");
	}

	@Test
	void isConfirmedAgainOnlyWithTheSamePayment() {
		ApiResponse hold = hold(schedule(), "\"numTickets\":1,\"category\":\"Premium\"");
		ApiResponse confirmed = confirm(hold, payment("pay-1", 2500, "EUR"));

		assertThat(confirm(hold, payment("pay-1", 2500, "EUR")).json()).isEqualTo(confirmed.json());
		ApiResponse twice = confirm(hold, payment("pay-2", 2500, "EUR"));
		assertThat(twice.status()).isEqualTo(409);
		assertThat(twice.problem()).isEqualTo("already-paid");
	}

	@Test
	void isConfirmedOnceByPaymentsAtTheSameTime() {
		ApiResponse hold = hold(schedule(), "\"numTickets\":1,\"category\":\"Premium\"");

		List<Integer> statuses = Concurrently.call(8, (i) -> confirm(hold, payment("pay-" + i, 2500, "EUR")).status());

		assertThat(statuses).containsOnlyOnce(201).allMatch((status) -> status == 201 || status == 409);
	}

	@Test
	void needsNoPaymentIfNothingIsToBePaid() {
		String slot = schedule();
		ApiResponse hold = hold(slot, "\"numTickets\":1,\"concessions\":[\"Carer\"]");

		assertThat(hold.json().at("/total/amount").asLong()).isZero();
		assertThat(confirm(hold, "").status()).isEqualTo(201);
	}

	@Test
	void saysWhatIsToBeGivenBack() {
		JsonNode tickets = post("/v1/tickets", schedule(), "\"numTickets\":2,\"concessions\":[\"Adult\",\"Child\"]")
			.json();

		JsonNode canceled = this.one.delete("/v1/tickets/" + tickets.at("/1/ticketId").asString()).json();

		assertThat(canceled.at("/refund/amount").asLong()).isEqualTo(tickets.at("/1/fare/amount").asLong())
			.isPositive();
		JsonNode booking = this.one.get("/v1/bookings/" + tickets.at("/0/bookingId").asString()).json();
		assertThat(booking.at("/refund/amount").asLong()).isEqualTo(tickets.at("/1/fare/amount").asLong());
		assertThat(booking.at("/total/amount").asLong())
			.isEqualTo(tickets.at("/0/fare/amount").asLong() + tickets.at("/1/fare/amount").asLong());
	}

	@Test
	void givesBackTheTicketsOfACanceledSlot() {
		String slot = schedule();
		JsonNode tickets = post("/v1/tickets", slot, "\"numTickets\":1,\"category\":\"Box\"").json();

		this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		JsonNode ticket = this.other.get("/v1/tickets/" + tickets.at("/0/ticketId").asString()).json();
		assertThat(ticket.at("/refund/amount").asLong()).isEqualTo(4000);
	}

	@Test
	void chargesAMovedTicketByItsNewSlot() {
		String dear = scheduling("\"capacity\":5",
				PRICES.replaceAll(",\"places\":\\[.*?\\]\\}(?=[,\\]])", "}")
					.replaceAll("(?s),\\n\\{\"category\":\"Premium.*", "]}")
					.replace("900", "950"))
			.json()
			.get("slotId")
			.asString();
		JsonNode ticket = post("/v1/tickets", schedule(),
				"\"numTickets\":1,\"concessions\":[\"Child\"],\"category\":\"Premium\"")
			.json()
			.get(0);

		JsonNode moved = this.one
			.post("/v1/tickets/" + ticket.get("ticketId").asString() + "/reschedule", "{\"slotId\":\"" + dear + "\"}")
			.json();

		assertThat(fare(moved.get("fare"))).isEqualTo("Standard Child 950 EUR");
		assertThat(
				this.one.get("/v1/tickets/" + ticket.get("ticketId").asString()).json().at("/refund/amount").asLong())
			.isEqualTo(1500);
	}

	@Test
	void keepsTheFareOfATicketThatIsPassedOn() {
		JsonNode ticket = post("/v1/tickets", schedule(), "\"numTickets\":1,\"concessions\":[\"Child\"]").json().get(0);

		JsonNode passed = this.one
			.post("/v1/tickets/" + ticket.get("ticketId").asString() + "/transfer",
					"{\"userName\":\"Ben\",\"phoneNumber\":\"9653864515\"}")
			.json();

		assertThat(passed.get("fare")).isEqualTo(ticket.get("fare"));
		assertThat(this.one.get("/v1/tickets/" + ticket.get("ticketId").asString()).json().has("refund")).isFalse();
	}

	@Test
	void selectsSeatsOfASectionOrACategory() {
		String slot = schedule();

		assertThat(ApiResponse.values(post("/v1/tickets", slot, "\"numTickets\":3,\"section\":\"balcony\"").json(),
				"section"))
			.containsOnly("Balcony");
		assertThat(post("/v1/tickets", slot, "\"numTickets\":5,\"category\":\"Premium\"").json())
			.allMatch((ticket) -> ticket.get("seat").asString().startsWith("A"));
		ApiResponse none = post("/v1/tickets", slot, "\"numTickets\":1,\"category\":\"Premium\"");
		assertThat(none.status()).isEqualTo(409);
		assertThat(none.problem()).isEqualTo("sold-out");
		assertThat(none.json().get("availTickets").asInt()).isZero();
		assertThat(post("/v1/tickets", slot, "\"numTickets\":1,\"category\":\"Standard\",\"section\":\"Balcony\"")
			.problem()).isEqualTo("sold-out");
	}

	@Test
	void selectsAccessibleSeatsWithCompanionsBesideThem() {
		String slot = schedule();

		assertThat(ApiResponse.values(post("/v1/tickets", slot, "\"numTickets\":3,\"accessible\":1").json(), "seat"))
			.isIn(List.of("C1", "C2", "C3"), List.of("C4", "C5", "C6"));
		assertThat(post("/v1/tickets", slot, "\"numTickets\":2,\"accessible\":2").problem())
			.isEqualTo("accessible-seats-taken");
		assertThat(post("/v1/tickets", slot, "\"numTickets\":2,\"accessible\":1").status()).isEqualTo(201);
		assertThat(post("/v1/tickets", slot, "\"numTickets\":1,\"accessible\":1").problem())
			.isEqualTo("accessible-seats-taken");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"numTickets":1,"concessions":["Senior"]                  | concessions
			"numTickets":2,"concessions":["Adult"]                   | concessions
			"numTickets":1,"concessions":[]                          | concessions
			"numTickets":1,"category":"Gold"                         | category
			"seats":["A1"],"section":"Balcony","category":"Box"      | category
			"numTickets":1,"section":"Pit"                           | section
			"numTickets":1,"accessible":2                            | accessible
			"numTickets":1,"accessible":0                            | accessible
			"seats":["A1"],"section":"Balcony","accessible":1        | accessible
			""")
	void refusesWhatTheSlotDoesNotHave(String fields, String field) {
		ApiResponse refused = post("/v1/tickets", schedule(), fields);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().at("/errors/0/field").asString()).startsWith(field);
	}

	@Test
	void refusesConcessionsAndPaymentsOfASlotWithoutPrices() {
		String slot = this.one.schedule("Skyfall", 20);
		ApiResponse hold = hold(slot, "\"numTickets\":1");

		assertThat(hold.json().has("total")).isFalse();
		assertThat(post("/v1/tickets", slot, "\"numTickets\":1,\"concessions\":[\"Adult\"]").status()).isEqualTo(400);
		assertThat(post("/v1/tickets", slot, "\"numTickets\":1,\"category\":\"Adult\"").status()).isEqualTo(400);
		assertThat(confirm(hold, payment("p", 0, "EUR")).json().at("/errors/0/field").asString()).isEqualTo("payment");
		assertThat(confirm(hold, "{}").status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"currency":"EUR"   | "currency":"ABC"                   | sale.prices.currency
			"currency":"EUR"   | "currency":"XXX"                   | sale.prices.currency
			"currency":"EUR",  | ''                                 | sale.prices.currency
			1800               | -1                                 | sale.prices.categories[0].prices[0].amount
			1800               | 18.5                               | sale.prices.categories[0].prices[0].amount
			1800               | 100000001                          | sale.prices.categories[0].prices[0].amount
			1800               | "1800"                             | sale.prices.categories[0].prices[0].amount
			Premium            | standard                           | sale.prices.categories[1].category
			"Child","amount":1500 | "Kid","amount":1500             | sale.prices.categories[1].prices
			"Child","amount":900  | "adult","amount":900            | sale.prices.categories[0].prices[1].concession
			"rows":["a"]       | "rows":["Q"]                       | sale.prices.categories[1].places[0].rows
			"seats":["A1"]     | "seats":["A9"]                     | sale.prices.categories[2].places[0].seats
			"section":"stalls" | "section":"Pit"                    | sale.prices.categories[1].places[0].section
			"rows":["a"]       | "seats":["A1"]                     | sale.prices.categories
			,"places":[{"section":"stalls","rows":["a"]}] | ''      | sale.prices.categories[1].places
			{"section":"Balcony"} | {}                              | sale.prices.categories[2].places[1].section
			"Standard",        | "Standard","places":[{"section":"Balcony"}], | sale.prices.categories
			""")
	void namesTheFieldOfPricesThatIsWrong(String from, String to, String field) {
		ApiResponse refused = scheduling("\"seatingPlan\":" + PLAN, PRICES.replace(from, (to != null) ? to : ""));

		assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
		assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
	}

	@Test
	void refusesAChangeToPricesThatDoNotMatchTheSeats() {
		String slot = schedule();

		ApiResponse refused = patch(slot, "{\"prices\":" + PRICES.replace("\"A1\"", "\"Z1\"") + "}");

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().at("/errors/0/field").asString())
			.isEqualTo("sale.prices.categories[2].places[0].seats");
		assertThat(this.one.get("/v1/slots/" + slot).json().at("/sale/prices/currency").asString()).isEqualTo("EUR");
	}

	@Test
	void schedulesOtherPricesWithAnotherKey() {
		String body = """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
				"slotType":"Movie","genre":"Action","seatingPlan":%s,"sale":{"prices":%s}}""";
		String key = "prices-1";
		ApiResponse first = this.one.postAsOperator("/v1/slots", body.formatted(PLAN, PRICES), "Idempotency-Key", key);

		assertThat(this.other.postAsOperator("/v1/slots", body.formatted(PLAN, PRICES), "Idempotency-Key", key)
			.json()
			.get("slotId")).isEqualTo(first.json().get("slotId"));
		assertThat(this.other
			.postAsOperator("/v1/slots", body.formatted(PLAN, PRICES.replace("2500", "2600")), "Idempotency-Key", key)
			.problem()).isEqualTo("key-reused");
	}

	@Test
	void removesPrices() {
		String slot = schedule();

		assertThat(patch(slot, "{\"prices\":null}").json().has("sale")).isFalse();

		assertThat(post("/v1/tickets", slot, "\"numTickets\":1").json().get(0).has("fare")).isFalse();
	}

}
