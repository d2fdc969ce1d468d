package com.ticketly.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests exports of slots, tickets and sales.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileExportTests {

	private static final String RANGE = "?from=2031-01-01&to=2031-12-31";

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TestClock.at("2030-01-01T00:00:00Z").withZone(ZoneId.of("Europe/Berlin")))
		.start();

	private String hall = "";

	private String slot = "";

	@BeforeAll
	void createSlots() {
		this.hall = this.ticketly.postAsOperator("/v1/halls",
				"{\"name\":\"Hall\",\"zone\":\"America/New_York\",\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":9}]}]}}")
			.json()
			.get("hallId")
			.asString();
		String many = IntStream.range(0, 230)
			.mapToObj((i) -> json("many-" + i, "Many", "2032-03-01", ""))
			.collect(Collectors.joining("\n"));
		importFile("application/x-ndjson", many + "\n" + json("e-1", "=HYPERLINK(\\\"x\\\")", "2031-01-01", "") + json(
				"@e-2", "'+Plus, \\\"quoted\\\" 🎬", "2031-01-02",
				",\"sale\":{\"salesFromMinutesBefore\":60,\"presaleFrom\":\"2030-12-01 10:00\",\"presaleCode\":\"sesame\",\"avoidSingleSeats\":true}")
				+ json("e-3", "In a hall", "2031-01-03", ",\"hallId\":\"" + this.hall + "\"")
				+ json("e-4", "'' Quotes", "2031-01-04",
						",\"capacity\":7,\"sale\":{\"salesUntil\":\"2031-01-04 19:00\",\"prices\":{\"currency\":\"EUR\",\"categories\":[{\"category\":\"All, \\\"seats\\\"\",\"prices\":[{\"concession\":\"Adult\",\"amount\":1800}]}]}}"));
		this.slot = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Own","slotDescription":"-1\\r\\n\\"two\\"","startTime":"2031-01-05 20:00",
				"endTime":"2031-01-05 22:00","slotType":"Concert","genre":"Drama",
				"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":300}],"house":["A300"]},
				{"name":"Balcony","rows":[{"row":"B","seats":20}]}]}}""").json().get("slotId").asString();
		for (int i = 0; i < 25; i++) {
			book(i, "=Ann %d".formatted(i % 15), "Stalls", "A", i * 10 + 1, i * 10 + 10);
		}
		book(1, "Bob", "Balcony", "B", 1, 2);
		String canceled = book(1, "Bob", "Balcony", "B", 3, 3).json().get(0).get("ticketId").asString();
		this.ticketly.delete("/v1/tickets/" + canceled);
		order("/v1/holds", 1, "Bob", "Balcony", "B", 4, 6);
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private static String json(String id, String name, String day, String fields) {
		return """
				{"externalId":"%s","slotName":"%s","slotDescription":"=1\\n+2","startTime":"%s 20:00",\
				"endTime":"%3$s 22:00","slotType":"Movie","genre":"Action"%s}
				""".formatted(id, name, day, fields);
	}

	private ApiResponse book(int phone, String name, String section, String row, int first, int last) {
		return order("/v1/tickets", phone, name, section, row, first, last);
	}

	private ApiResponse order(String path, int phone, String name, String section, String row, int first, int last) {
		String seats = IntStream.rangeClosed(first, last)
			.mapToObj((seat) -> "\"" + row + seat + "\"")
			.collect(Collectors.joining(","));
		ApiResponse answer = this.ticketly.post(path, """
				{"slotId":"%s","phoneNumber":"98765432%02d","userName":"%s","section":"%s","seats":[%s]}"""
			.formatted(this.slot, phone, name, section, seats));
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
		return answer;
	}

	private List<JsonNode> importFile(String type, String file) {
		ApiResponse answer = this.ticketly.send(this.ticketly.requestAsOperator("/v1/slots/import")
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString(file)));
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		return lines(answer);
	}

	private static List<JsonNode> lines(ApiResponse answer) {
		return answer.response().body().lines().map(JsonMapper.shared()::readTree).toList();
	}

	private ApiResponse export(String path, String accept) {
		ApiResponse answer = this.ticketly.getAsOperator(path, "Accept", accept);
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		return answer;
	}

	private static List<CSVRecord> records(ApiResponse answer) {
		return records(answer.response().body());
	}

	private static List<CSVRecord> records(String file) {
		try (CSVParser parser = CSVParser.parse(file,
				CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
			return parser.getRecords();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "application/x-ndjson" })
	void importsWhatWasExportedWithoutAChange(String type) {
		String exported = export("/v1/slots/export" + RANGE, type).response().body();
		List<JsonNode> imported = importFile(type, exported);
		JsonNode summary = imported.getLast();

		assertThat(summary.get("unchanged").asInt()).as(imported.toString()).isEqualTo(5);
		assertThat(summary.get("rows").asInt()).isEqualTo(5);
		assertThat(export("/v1/slots/export" + RANGE, type).response().body()).isEqualTo(exported);
	}

	@Test
	void createsWhatWasExportedInAnotherTheater() {
		String exported = export("/v1/slots/export?from=2032-01-01&to=2032-12-31", "text/csv").response().body();
		try (TicketlyInstance other = TicketlyInstance.start()) {
			ApiResponse imported = other.send(other.requestAsOperator("/v1/slots/import")
				.header("Content-Type", "text/csv")
				.POST(BodyPublishers.ofString(exported)));

			assertThat(lines(imported).getLast().get("created").asInt()).isEqualTo(230);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "application/x-ndjson" })
	void anotherTheaterExportsWhatItHasImported(String type) {
		String range = "?from=2031-01-04T12:00:00Z&to=2031-01-05";
		try (TicketlyInstance other = TicketlyInstance.builder()
			.with(TestClock.at("2030-01-01T00:00:00Z").withZone(ZoneId.of("Europe/Berlin")))
			.start()) {
			String exported = export("/v1/slots/export" + range, type).response().body();
			ApiResponse imported = other.send(other.requestAsOperator("/v1/slots/import")
				.header("Content-Type", type)
				.POST(BodyPublishers.ofString(exported)));
			ApiResponse again = other.getAsOperator("/v1/slots/export" + range, "Accept", type);

			assertThat(lines(imported).getLast().get("created").asInt()).as(imported.response().body()).isEqualTo(2);
			assertThat(withoutState(again.response().body())).isEqualTo(withoutState(exported)).hasSize(2);
			assertThat(other.get("/v1/slots/" + lines(imported).get(1).get("slotId").asString() + "/seats")
				.json()
				.get("sections")
				.valueStream()
				.map((section) -> section.get("section").asString())).containsExactly("Stalls", "Balcony");
		}
	}

	/**
	 * Returns the fields of exported slots without those that an import ignores.
	 */
	private static List<Map<String, String>> withoutState(String export) {
		if (export.startsWith("{")) {
			return export.lines()
				.map(JsonMapper.shared()::readTree)
				.map((slot) -> slot.propertyStream()
					.filter((field) -> !Columns.READ_ONLY.contains(field.getKey()))
					.collect(Collectors.toMap(Map.Entry::getKey, (field) -> field.getValue().toString())))
				.toList();
		}
		return records(export).stream().map((slot) -> {
			Map<String, String> fields = slot.toMap();
			fields.keySet().removeAll(Columns.READ_ONLY);
			return fields;
		}).toList();
	}

	@Test
	void exportsWhatTicketsCost() {
		String priced = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Priced","slotDescription":"","startTime":"2033-01-05 20:00","endTime":"2033-01-05 22:00",
				"slotType":"Concert","genre":"Drama","sale":{"prices":{"currency":"EUR","categories":[{"category":"All",
				"prices":[{"concession":"Adult","amount":1850},{"concession":"Child","amount":900}]}]}}}""")
			.json()
			.get("slotId")
			.asString();
		this.ticketly.post("/v1/tickets", """
				{"slotId":"%s","phoneNumber":"9876543299","userName":"Ann","numTickets":2,
				"concessions":["Adult","Child"]}""".formatted(priced));
		List<JsonNode> tickets = lines(export("/v1/tickets/export?slotId=" + priced, "application/x-ndjson"));
		List<CSVRecord> cells = records(export("/v1/tickets/export?slotId=" + priced, "text/csv"));

		assertThat(tickets.stream().map((ticket) -> ticket.get("fare").toString())).containsExactlyInAnyOrder(
				"{\"amount\":1850,\"currency\":\"EUR\",\"category\":\"All\",\"concession\":\"Adult\"}",
				"{\"amount\":900,\"currency\":\"EUR\",\"category\":\"All\",\"concession\":\"Child\"}");
		assertThat(tickets.getFirst().propertyNames()).containsExactly("ticketId", "bookingId", "slotId", "startTime",
				"seat", "ticketStatus", "bookedAt", "userId", "userName", "phoneNumber", "fare");
		assertThat(cells.stream()
			.map((ticket) -> "%s %s %s %s".formatted(ticket.get("fare.amount"), ticket.get("fare.currency"),
					ticket.get("fare.category"), ticket.get("fare.concession"))))
			.containsExactlyInAnyOrder("1850 EUR All Adult", "900 EUR All Child");
		assertThat(lines(export("/v1/tickets/export?slotId=" + this.slot, "application/x-ndjson")))
			.noneSatisfy((ticket) -> assertThat(ticket.has("fare")).isTrue());
	}

	@Test
	void spreadsheetsRunNothing() {
		List<CSVRecord> slots = records(export("/v1/slots/export" + RANGE, "text/csv"));

		assertThat(slots).hasSize(5)
			.allSatisfy((slot) -> assertThat(slot.toList())
				.allSatisfy((cell) -> assertThat(cell).doesNotMatch("(?s)[=+@\\-].*")));
		assertThat(slots.get(0).get("slotName")).isEqualTo("'=HYPERLINK(\"x\")");
		assertThat(slots.get(1).get("slotName")).isEqualTo("''+Plus, \"quoted\" 🎬");
		assertThat(slots.get(1).get("externalId")).isEqualTo("'@e-2");
		assertThat(slots.get(3).get("slotName")).isEqualTo("'' Quotes");
		assertThat(slots.get(4).get("externalId")).isEqualTo(this.slot);
		assertThat(slots.get(2).get("startTime")).isEqualTo("2031-01-03T20:00:00-05:00");
		assertThat(slots.get(2).get("capacity")).isEmpty();
		assertThat(slots.get(4).get("availTickets")).isEqualTo("64");
	}

	@Test
	void exportsSeveralPagesAsTheListingHasThem() {
		List<JsonNode> slots = lines(export("/v1/slots/export?from=2032-01-01&to=2032-12-31", "application/x-ndjson"));

		assertThat(slots).hasSize(230).extracting((slot) -> slot.get("externalId").asString()).doesNotHaveDuplicates();
		assertThat(lines(export("/v1/slots/export?name=Many", "application/x-ndjson"))).hasSize(230);
		assertThat(lines(export("/v1/slots/export?genre=Comedy", "application/x-ndjson"))).isEmpty();
		assertThat(slots.getFirst().propertyNames()).containsExactly("externalId", "slotName", "slotDescription",
				"startTime", "endTime", "slotType", "genre", "capacity", "sale", "slotId", "slotStatus",
				"availTickets");
	}

	@Test
	void exportsAllTickets() {
		List<JsonNode> tickets = lines(export("/v1/tickets/export?slotId=" + this.slot, "application/x-ndjson"));
		List<CSVRecord> inRange = records(export("/v1/tickets/export" + RANGE, "text/csv"));
		Map<String, JsonNode> byId = tickets.stream()
			.collect(Collectors.toMap((ticket) -> ticket.get("ticketId").asString(), Function.identity()));

		assertThat(tickets).hasSize(253);
		assertThat(inRange).hasSize(253)
			.allSatisfy((ticket) -> assertThat(byId).containsKey(ticket.get("ticketId")))
			.allSatisfy((ticket) -> assertThat(ticket.get("phoneNumber")).startsWith("'+9198765432"));
		assertThat(tickets.stream().filter((ticket) -> ticket.get("ticketStatus").asString().equals("Canceled")))
			.singleElement()
			.satisfies((ticket) -> assertThat(ticket.get("userName").asString()).isEqualTo("Bob"));
		assertThat(this.ticketly.ticketIdsOfAllPages("/v1/slots/" + this.slot + "/tickets"))
			.containsExactlyInAnyOrderElementsOf(byId.keySet());
		assertThat(inRange.getFirst().get("userName")).startsWith("'=Ann");
	}

	@Test
	void readsCustomersInBatches() {
		RequestRecorder recorder = this.ticketly.bean(RequestRecorder.class);
		long before = recorder.count(GetItemRequest.class);
		export("/v1/tickets/export?slotId=" + this.slot, "text/csv");

		assertThat(recorder.count(GetItemRequest.class) - before).isLessThan(10);
	}

	@Test
	void showsCustomersOnlyToThoseWhoMayReadThem() {
		String key = this.ticketly.postAsOperator("/v1/keys", "{\"name\":\"lists\",\"scopes\":[\"tickets:read\"]}")
			.json()
			.get("key")
			.asString();
		ApiResponse tickets = this.ticketly.get("/v1/tickets/export?slotId=" + this.slot, "Authorization",
				"Bearer " + key);

		assertThat(lines(tickets)).hasSize(253)
			.noneSatisfy((ticket) -> assertThat(ticket.has("userName") || ticket.has("phoneNumber")).isTrue());
		assertThat(this.ticketly.get("/v1/slots/export", "Authorization", "Bearer " + key).status()).isEqualTo(403);
	}

	@Test
	void exportsSales() {
		JsonNode sales = lines(export("/v1/sales/export?slotId=" + this.slot, "application/x-ndjson")).getFirst();
		List<CSVRecord> inRange = records(export("/v1/sales/export" + RANGE, "text/csv"));

		assertThat(sales.get("capacity").asInt()).isEqualTo(320);
		assertThat(sales.get("sold").asInt()).isEqualTo(252);
		assertThat(sales.get("held").asInt()).isEqualTo(3);
		assertThat(sales.get("blocked").asInt()).isOne();
		assertThat(sales.get("free").asInt()).isEqualTo(64);
		assertThat(sales.get("admitted").asInt()).isZero();
		assertThat(inRange).hasSize(5);
		assertThat(inRange.getLast().get("sold")).isEqualTo("252");
		assertThat(inRange.getFirst().get("externalId")).isEqualTo("e-1");
		assertThat(records(export("/v1/sales/export?from=2032-01-01&to=2032-12-31", "text/csv"))).hasSize(230);
	}

	@Test
	void refusesInvalidParameters() {
		assertThat(this.ticketly.getAsOperator("/v1/tickets/export?slotId=SLT1").problem()).isEqualTo("slot-not-found");
		assertThat(this.ticketly.getAsOperator("/v1/sales/export?slotId=" + this.slot + "&from=2031-01-01")
			.invalidFields()).containsExactly("slotId");
		assertThat(this.ticketly.getAsOperator("/v1/slots/export?from=2031-01-02&to=2031-01-01").invalidFields())
			.containsExactly("to");
		assertThat(this.ticketly.getAsOperator("/v1/slots/export", "Accept", "application/json").status())
			.isEqualTo(406);
		assertThat(this.ticketly
			.send(this.ticketly.requestAsOperator("/v1/slots/export").method("HEAD", BodyPublishers.noBody()))
			.header("Content-Disposition")).isEqualTo("attachment; filename=\"slots.ndjson\"");
	}

	@Test
	void endsAnAnswerThatIsCompleteOnly() throws IOException {
		try (Socket socket = new Socket("localhost", this.ticketly.uri("/").getPort())) {
			socket.getOutputStream()
				.write(("GET /v1/slots/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
						+ TicketlyInstance.OPERATOR_AUTHORIZATION + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			InputStream input = socket.getInputStream();

			assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).contains("Transfer-Encoding: chunked")
				.endsWith("\r\n0\r\n\r\n");
		}
	}

}
