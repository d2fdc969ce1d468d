package com.ticketly.report;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests reports on slots, shows and days.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTests {

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private static final String PRICES = """
			{"currency":"%s","categories":[
			{"category":"Standard","prices":[{"concession":"Adult","amount":1801},{"concession":"Child","amount":903},
			{"concession":"Carer","amount":0}]},
			{"category":"Box","prices":[{"concession":"Adult","amount":4007},{"concession":"Child","amount":4005},
			{"concession":"Carer","amount":0}],"places":[{"section":"Balcony"}]}]}""";

	private static final String PLAN = """
			"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":20}],"house":["A19","A20"]},
			{"name":"Balcony","rows":[{"row":"B","seats":10}]}]}""";

	private final TestClock clock = TestClock.at(NOW.toString()).withZone(ZoneId.of("Europe/Berlin"));

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private int created;

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	@BeforeEach
	void resetTime() {
		this.clock.moveTo(NOW);
	}

	private String schedule(String name, String start, String end, String fields) {
		ApiResponse scheduled = this.one.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"Action",%s}""".formatted(name, start, end, fields));
		assertThat(scheduled.status()).as(scheduled.response().body()).isEqualTo(201);
		return scheduled.json().get("slotId").asString();
	}

	private String schedulePriced() {
		return schedule("Skyfall", "2030-11-01 12:00", "2030-11-01 15:00",
				PLAN + ",\"sale\":{\"prices\":" + PRICES.formatted("EUR") + "}");
	}

	private void change(String slot, String fields) {
		ApiResponse changed = this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(fields)));
		assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
	}

	private JsonNode order(String path, String slot, String fields) {
		ApiResponse ordered = this.other.post(path, """
				{"userName":"Ann","phoneNumber":"98765%05d","slotId":"%s",%s}""".formatted(this.created++, slot,
				fields));
		assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(201);
		return ordered.json();
	}

	private JsonNode book(String slot, String fields) {
		return order("/v1/tickets", slot, fields);
	}

	private ApiResponse report(String path, String accept) {
		ApiResponse report = this.one.getAsOperator(path, "Accept", accept);
		assertThat(report.status()).as(report.response().body()).isEqualTo(200);
		return report;
	}

	private JsonNode json(String path) {
		return report(path, "application/json").json();
	}

	private JsonNode ofSlot(String slot) {
		JsonNode report = json("/v1/slots/" + slot + "/report");
		assertConsistent(report);
		return report;
	}

	private static void assertConsistent(JsonNode report) {
		assertThat(number(report, "sold") + number(report, "held") + number(report, "blocked") + number(report, "free"))
			.as(report.toString())
			.isEqualTo(number(report, "seats"));
	}

	private static List<CSVRecord> records(ApiResponse answer) {
		assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
		try (CSVParser parser = CSVParser.parse(answer.response().body(),
				CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
			return parser.getRecords();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long sum(List<CSVRecord> records, String column) {
		return records.stream()
			.map((row) -> row.get(column))
			.filter((cell) -> !cell.isEmpty())
			.mapToLong(Long::parseLong)
			.sum();
	}

	private static long sum(List<CSVRecord> records, String currency, String column) {
		return sum(records.stream().filter((row) -> row.get("currency").equals(currency)).toList(), column);
	}

	private static long number(JsonNode report, String field) {
		return report.get(field).asLong();
	}

	private static List<Long> seats(JsonNode report) {
		return List.of(number(report, "seats"), number(report, "sold"), number(report, "held"),
				number(report, "blocked"), number(report, "free"));
	}

	private static List<String> amounts(JsonNode report) {
		return report.get("amounts")
			.valueStream()
			.map((sum) -> "%s %d %d".formatted(sum.get("currency").asString(), number(sum, "revenue"),
					number(sum, "refunds")))
			.toList();
	}

	private static List<String> fares(JsonNode report) {
		return report.get("fares")
			.valueStream()
			.map((fare) -> "%s %s %s %d %d %d %d".formatted(fare.get("currency").asString(),
					fare.get("category").asString(), fare.get("concession").asString(), number(fare, "tickets"),
					number(fare, "revenue"), number(fare, "canceledTickets"), number(fare, "refunds")))
			.toList();
	}

	private static String ticket(JsonNode tickets, int index) {
		return tickets.get(index).get("ticketId").asString();
	}

	private String sellInTwoCurrencies() {
		String slot = schedulePriced();
		String target = schedule("Spectre", "2031-07-01 12:00", "2031-07-01 15:00", "\"capacity\":5");
		JsonNode family = book(slot,
				"\"section\":\"Stalls\",\"seats\":[\"A1\",\"A2\",\"A3\",\"A4\"],\"concessions\":[\"Adult\",\"Adult\",\"Child\",\"Carer\"]");
		JsonNode box = book(slot, "\"section\":\"Balcony\",\"seats\":[\"B1\",\"B2\"]");
		change(slot, "{\"sale\":{\"prices\":%s}}".formatted(PRICES.formatted("USD")));
		JsonNode dollars = book(slot, "\"section\":\"Stalls\",\"seats\":[\"A5\",\"A6\"]");
		order("/v1/holds", slot, "\"section\":\"Stalls\",\"seats\":[\"A7\",\"A8\",\"A9\"]");
		String held = order("/v1/holds", slot, "\"section\":\"Balcony\",\"seats\":[\"B3\"]").get("holdId").asString();
		assertThat(this.one
			.post("/v1/holds/" + held + "/confirm",
					"{\"payment\":{\"reference\":\"p\",\"amount\":4007,\"currency\":\"USD\"}}")
			.status()).isEqualTo(201);
		this.one.postAsOperator("/v1/slots/" + slot + "/seats/block",
				"{\"section\":\"Balcony\",\"seats\":[\"B1\",\"B9\",\"B10\"]}");
		assertThat(this.other.delete("/v1/tickets/" + ticket(family, 1)).status()).isEqualTo(200);
		assertThat(this.other
			.post("/v1/tickets/" + ticket(box, 1) + "/reschedule", "{\"slotId\":\"%s\"}".formatted(target))
			.status()).isEqualTo(201);
		assertThat(this.other
			.post("/v1/tickets/" + ticket(dollars, 0) + "/transfer",
					"{\"userName\":\"Ben\",\"phoneNumber\":\"9653864515\"}")
			.status()).isEqualTo(201);
		this.clock.moveTo(Instant.parse("2030-11-01T10:30:00Z"));
		scan(slot, ticket(family, 0), "1", "");
		scan(slot, ticket(family, 0), "2", "");
		scan(slot, ticket(family, 3), "3", "");
		scan(slot, ticket(family, 3), "4", ",\"direction\":\"out\"");
		scan(slot, ticket(family, 2), "5", "");
		scan(slot, ticket(family, 2), "6", ",\"undoes\":\"5\"");
		return slot;
	}

	private void scan(String slot, String ticket, String id, String fields) {
		ApiResponse scanned = this.one.postAsOperator("/v1/slots/" + slot + "/admissions",
				"{\"scans\":[{\"scanId\":\"%s\",\"gate\":\"North\",\"ticketId\":\"%s\"%s}]}".formatted(id, ticket,
						fields));
		assertThat(scanned.status()).as(scanned.response().body()).isEqualTo(200);
	}

	@Test
	void countsSeatsTicketsAndMoney() {
		String slot = sellInTwoCurrencies();

		JsonNode report = ofSlot(slot);

		assertThat(report.get("slotId").asString()).isEqualTo(slot);
		assertThat(report.get("slotStatus").asString()).isEqualTo("Scheduled");
		// A1, A3, A4, A5, A6, B1, B3 are sold, A7 to A9 are held.
		assertThat(seats(report)).containsExactly(30L, 7L, 0L, 4L, 19L);
		assertThat(number(report, "admitted")).isEqualTo(2);
		assertThat(number(report, "notAdmitted")).isEqualTo(5);
		assertThat(number(report, "complimentary")).isOne();
		assertThat(number(report, "canceled")).isEqualTo(2);
		assertThat(number(report, "replaced")).isOne();
		assertThat(amounts(report)).containsExactly("EUR 6711 5808", "USD 7609 0");
		assertThat(fares(report)).containsExactly("EUR Box Adult 1 4007 1 4007", "EUR Standard Adult 1 1801 1 1801",
				"EUR Standard Carer 1 0 0 0", "EUR Standard Child 1 903 0 0", "USD Box Adult 1 4007 0 0",
				"USD Standard Adult 2 3602 0 0");
		assertThat(this.other.getAsOperator("/v1/slots/" + slot + "/report").json()).isEqualTo(report);
	}

	@Test
	void countsHeldSeatsUntilTheHoldEnds() {
		String slot = schedulePriced();
		order("/v1/holds", slot, "\"numTickets\":3");

		assertThat(seats(ofSlot(slot))).containsExactly(30L, 0L, 3L, 2L, 25L);
		assertThat(ofSlot(slot).get("fares")).isEmpty();
		this.clock.advance(Duration.ofHours(2));
		assertThat(seats(ofSlot(slot))).containsExactly(30L, 0L, 0L, 2L, 28L);
	}

	@Test
	void hasTheSameNumbersInCsv() {
		String slot = sellInTwoCurrencies();
		JsonNode report = ofSlot(slot);

		List<CSVRecord> records = records(report("/v1/slots/" + slot + "/report", "text/csv"));

		assertThat(records).hasSize(1 + 6).allSatisfy((row) -> assertThat(row.get("slotId")).isEqualTo(slot));
		for (String field : List.of("seats", "sold", "held", "blocked", "free", "admitted", "notAdmitted",
				"complimentary", "canceled", "replaced")) {
			assertThat(sum(records, field)).as(field).isEqualTo(number(report, field));
		}
		assertThat(sum(records, "tickets")).isEqualTo(number(report, "sold"));
		assertThat(sum(records, "canceledTickets")).isEqualTo(number(report, "canceled"));
		for (JsonNode amount : report.get("amounts")) {
			String currency = amount.get("currency").asString();
			assertThat(sum(records, currency, "revenue")).isEqualTo(number(amount, "revenue"));
			assertThat(sum(records, currency, "refunds")).isEqualTo(number(amount, "refunds"));
		}
	}

	@Test
	void hasTheMoneyOfTheTickets() {
		String slot = sellInTwoCurrencies();
		JsonNode report = ofSlot(slot);

		List<JsonNode> tickets = StreamSupport.stream(
				this.one.getAsOperator("/v1/slots/" + slot + "/tickets?limit=100").json().get("items").spliterator(),
				false)
			.toList();

		assertThat(tickets.stream()
			.filter((ticket) -> !ticket.get("ticketStatus").asString().equals("Canceled"))
			.mapToLong((ticket) -> ticket.at("/fare/amount").asLong())
			.sum()).isEqualTo(report.get("amounts").valueStream().mapToLong((sum) -> number(sum, "revenue")).sum());
		assertThat(tickets.stream().mapToLong((ticket) -> ticket.at("/refund/amount").asLong(0)).sum())
			.isEqualTo(report.get("amounts").valueStream().mapToLong((sum) -> number(sum, "refunds")).sum());
		assertThat(tickets.stream().filter((ticket) -> ticket.get("ticketStatus").asString().equals("Canceled")))
			.hasSize((int) (number(report, "canceled") + number(report, "replaced")));
	}

	@Test
	void hasNoMoneyWithoutPrices() {
		String slot = schedule("=1+1", "2030-11-01 12:00", "2030-11-01 15:00", "\"capacity\":20");
		book(slot, "\"numTickets\":3");

		JsonNode report = ofSlot(slot);

		assertThat(seats(report)).containsExactly(20L, 3L, 0L, 0L, 17L);
		assertThat(report.get("amounts")).isEmpty();
		assertThat(report.get("fares")).isEmpty();
		assertThat(number(report, "complimentary")).isZero();
		assertThat(records(report("/v1/slots/" + slot + "/report", "text/csv"))).singleElement()
			.satisfies((row) -> assertThat(row.get("slotName")).isEqualTo("'=1+1"));
	}

	@Test
	void reportsOnExpiredAndArchivedSlots() {
		String slot = sellInTwoCurrencies();
		JsonNode before = ofSlot(slot);

		for (String time : List.of("2030-11-02T00:00:00Z", "2030-11-30T00:00:00Z", "2031-02-01T00:00:00Z")) {
			this.clock.moveTo(Instant.parse(time));
			this.one.postAsOperator("/expireTickets", "{}");
			JsonNode report = ofSlot(slot);

			assertThat(report.get("slotStatus").asString()).isEqualTo("Expired");
			assertThat(seats(report)).isEqualTo(seats(before));
			assertThat(fares(report)).isEqualTo(fares(before));
			assertThat(number(report, "admitted")).isEqualTo(2);
		}
	}

	@Test
	void reportsOnCanceledSlots() {
		String slot = sellInTwoCurrencies();

		this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");
		JsonNode report = ofSlot(slot);

		assertThat(report.get("slotStatus").asString()).isEqualTo("Canceled");
		// B1 is blocked, too.
		assertThat(seats(report)).containsExactly(30L, 0L, 0L, 5L, 25L);
		assertThat(number(report, "canceled")).isEqualTo(9);
		assertThat(number(report, "replaced")).isOne();
		assertThat(number(report, "notAdmitted")).isZero();
		assertThat(amounts(report)).containsExactly("EUR 0 12519", "USD 0 7609");
	}

	@Test
	void addsUpTheSlotsOfAShow() {
		JsonNode show = this.one
			.postAsOperator("/v1/shows",
					"""
							{"title":"Metropolis","description":"","type":"Movie","genre":"Scifi","runningMinutes":150,
							"startTimes":["2031-06-02 20:00","2031-06-01 20:00","2031-06-03 20:00"],"sale":{"prices":%s},%s}"""
						.formatted(PRICES.formatted("EUR"), PLAN))
			.json();
		String id = show.get("showId").asString();
		List<String> slots = ApiResponse.values(this.one.get("/v1/shows/" + id + "/slots").json().get("items"),
				"slotId");
		book(slots.get(0), "\"numTickets\":2,\"section\":\"Stalls\"");
		book(slots.get(2), "\"numTickets\":1,\"section\":\"Balcony\"");
		this.one.postAsOperator("/v1/slots/" + slots.get(1) + "/cancel", "{\"reason\":\"Fire\"}");

		JsonNode report = json("/v1/shows/" + id + "/report");
		List<CSVRecord> records = records(report("/v1/shows/" + id + "/report", "text/csv"));

		assertThat(report.get("showId").asString()).isEqualTo(id);
		assertThat(ApiResponse.values(report.get("slots"), "slotId")).isEqualTo(slots);
		assertThat(report.get("slots").valueStream())
			.containsExactlyElementsOf(slots.stream().map(this::ofSlot).toList());
		assertThat(number(report.get("total"), "slots")).isEqualTo(3);
		assertThat(seats(report.get("total"))).containsExactly(90L, 3L, 0L, 6L, 81L);
		assertThat(amounts(report.get("total"))).containsExactly("EUR 7609 0");
		assertThat(fares(report.get("total"))).containsExactly("EUR Box Adult 1 4007 0 0",
				"EUR Standard Adult 2 3602 0 0");
		assertThat(records).hasSize(5);
		assertThat(sum(records, "seats")).isEqualTo(90);
		assertThat(sum(records, "EUR", "revenue")).isEqualTo(7609);
	}

	@Test
	void addsUpDaysInTheZoneOfEachSlot() {
		String newYork = hall("America/New_York");
		String kiritimati = hall("Pacific/Kiritimati");
		List<String> slots = List.of(schedule("Before", "2032-10-30 23:30", "2032-10-31 01:30", "\"capacity\":1"),
				schedule("First", "2032-10-31 00:00", "2032-10-31 01:00", "\"capacity\":2"),
				schedule("Summer time", "2032-10-31T02:30:00+02:00", "2032-10-31T02:45:00+02:00", "\"capacity\":4"),
				schedule("Winter time", "2032-10-31T02:30:00+01:00", "2032-10-31T02:45:00+01:00", "\"capacity\":8"),
				schedule("Late", "2032-10-31 23:30", "2032-11-01 01:30", "\"capacity\":16"),
				schedule("After", "2032-11-01 00:00", "2032-11-01 01:30", "\"capacity\":32"),
				schedule("West", "2032-10-31 23:30", "2032-11-01 01:30", newYork),
				schedule("East", "2032-10-31 00:30", "2032-10-31 01:30", kiritimati));
		book(slots.get(0), "\"numTickets\":1");
		book(slots.get(4), "\"numTickets\":5");

		JsonNode report = json("/v1/reports/days?from=2032-10-30&to=2032-11-02");
		JsonNode rows = json("/v1/reports/slots?from=2032-10-31&to=2032-10-31");
		List<CSVRecord> records = records(report("/v1/reports/days?from=2032-10-30&to=2032-11-02", "text/csv"));

		assertThat(ApiResponse.values(report.get("days"), "day")).containsExactly("2032-10-30", "2032-10-31",
				"2032-11-01", "2032-11-02");
		assertThat(report.get("days").valueStream().map((day) -> day.get("slots").asInt())).containsExactly(1, 6, 1, 0);
		assertThat(report.get("days").valueStream().map(ReportTests::seats)).containsExactly(
				List.of(1L, 1L, 0L, 0L, 0L), List.of(48L, 5L, 0L, 0L, 43L), List.of(32L, 0L, 0L, 0L, 32L),
				List.of(0L, 0L, 0L, 0L, 0L));
		assertThat(number(report.get("total"), "seats")).isEqualTo(81);
		assertThat(ApiResponse.values(rows.get("slots"), "slotName")).containsExactly("East", "First", "Summer time",
				"Winter time", "Late", "West");
		assertThat(seats(rows.get("total"))).isEqualTo(seats(report.get("days").get(1)));
		assertThat(records).extracting((row) -> row.get("seats")).containsExactly("1", "48", "32", "0");
	}

	private String hall(String zone) {
		return "\"hallId\":\"%s\"".formatted(this.one.postAsOperator("/v1/halls",
				"{\"name\":\"Hall\",\"zone\":\"%s\",\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":9}]}]}}"
					.formatted(zone))
			.json()
			.get("hallId")
			.asString());
	}

	@Test
	void addsUpManySlotsOfManyDays() {
		String file = IntStream.range(0, 250)
			.mapToObj((i) -> """
					{"externalId":"many-%d","slotName":"Many","slotDescription":"","startTime":"2033-%02d-%02d 20:00",\
					"endTime":"2033-12-31 22:00","slotType":"Movie","genre":"Action","capacity":%d}""".formatted(i,
					1 + i % 10, 1 + i % 25, 1 + i))
			.collect(Collectors.joining("\n"));
		this.one.send(this.one.requestAsOperator("/v1/slots/import")
			.header("Content-Type", "application/x-ndjson")
			.POST(BodyPublishers.ofString(file)));

		JsonNode days = json("/v1/reports/days?from=2033-01-01&to=2034-01-01");
		List<CSVRecord> records = records(report("/v1/reports/days?from=2033-01-01&to=2034-01-01", "text/csv"));
		List<CSVRecord> slots = records(report("/v1/reports/slots?from=2033-01-01&to=2034-01-01", "text/csv"));

		assertThat(days.get("days")).hasSize(366);
		assertThat(number(days.get("total"), "slots")).isEqualTo(250);
		assertThat(number(days.get("total"), "seats")).isEqualTo(250 * 251 / 2);
		assertThat(records).hasSize(366);
		assertThat(sum(records, "seats")).isEqualTo(250 * 251 / 2);
		assertThat(slots).hasSize(250).extracting((row) -> row.get("externalId")).doesNotHaveDuplicates();
		assertThat(sum(slots, "free")).isEqualTo(250 * 251 / 2);
	}

	@Test
	void readsEachSectionTwiceAndItsBookingsByPage() {
		String slot = sellInTwoCurrencies();
		RequestRecorder recorder = this.one.bean(RequestRecorder.class);
		recorder.clear();

		ofSlot(slot);

		// The slot, twice again with its sections, and each section before and after.
		assertThat(recorder.count(GetItemRequest.class)).isEqualTo(3 + 2 * 2);
		assertThat(recorder.count(QueryRequest.class)).isEqualTo(2);
		assertThat(recorder.count()).isEqualTo(3 + 2 * 2 + 2);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			to=2030-11-01                    | from
			from=2030-11-01                  | to
			from=2030-11-02&to=2030-11-01    | to
			from=2030-01-01&to=2031-01-02    | to
			from=tomorrow&to=2030-11-01      | from
			from=2030-11-01&to=2030-11-31    | to
			from=1969-12-31&to=1970-01-01    | from
			from=9998-12-31&to=9999-01-01    | to
			from=%2B999999999-12-31&to=%2B999999999-12-31 | from to
			from=2030-11-01T00:00:00Z&to=2030-11-02 | from
			""", delimiter = '|')
	void namesTheParameterThatItRefuses(String query, String fields) {
		for (String kind : List.of("days", "slots")) {
			ApiResponse refused = this.one.getAsOperator("/v1/reports/" + kind + "?" + query);

			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.invalidFields()).containsExactlyInAnyOrder(fields.split(" "));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "from=2030-01-01&to=2031-01-01", "from=1970-01-01&to=1970-01-01",
			"from=9998-12-31&to=9998-12-31" })
	void acceptsUpTo366Days(String query) {
		JsonNode days = json("/v1/reports/days?" + query);

		assertThat(days.get("days").size()).isIn(1, 366);
	}

	@Test
	void refusesWhatDoesNotExist() {
		for (String method : List.of("GET", "HEAD")) {
			assertThat(send(method, "/v1/slots/SLT01JDA3M5Q7R9S1T3V5W7X9Y1Z3/report", "text/csv").status())
				.isEqualTo(404);
			assertThat(send(method, "/v1/shows/SHW01JDA3M5Q7R9S1T3V5W7X9Y1Z3/report", "text/csv").status())
				.isEqualTo(404);
			assertThat(send(method, "/v1/slots/unknown/report", "*/*").status()).isEqualTo(404);
			assertThat(send(method, "/v1/reports/days?from=2030-11-01&to=2030-11-01", "application/x-ndjson").status())
				.isEqualTo(406);
		}
		assertThat(this.one.getAsOperator("/v1/slots/unknown/report").problem()).isEqualTo("slot-not-found");
		assertThat(this.one.getAsOperator("/v1/shows/unknown/report").problem()).isEqualTo("show-not-found");
		assertThat(send("HEAD", "/v1/reports/days?from=2030-11-01&to=2030-11-01", "text/csv").header("Content-Type"))
			.isEqualTo("text/csv;charset=UTF-8");
	}

	private ApiResponse send(String method, String path, String accept) {
		return this.one
			.send(this.one.requestAsOperator(path, "Accept", accept).method(method, BodyPublishers.noBody()));
	}

}
