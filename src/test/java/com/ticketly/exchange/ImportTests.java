package com.ticketly.exchange;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests imports of slots, at two instances whose theater is in Berlin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTests {

	private static final String HEADER = "externalId,slotName,slotDescription,startTime,endTime,slotType,genre,capacity,hallId";

	private final TestClock clock = TestClock.at("2030-01-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock.withZone(ZoneId.of("Europe/Berlin")))
		.with("--ticketly.exchange.max-size=1MB", "--ticketly.exchange.max-rows=2000");

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private static ApiResponse send(TicketlyInstance instance, String type, byte[] file, String query,
			String... headers) {
		return instance.send(instance.requestAsOperator("/v1/slots/import" + query, headers)
			.header("Content-Type", type)
			.POST(BodyPublishers.ofByteArray(file)));
	}

	private ApiResponse send(String type, String file) {
		return send(this.ticketly, type, file.getBytes(StandardCharsets.UTF_8), "");
	}

	private List<JsonNode> csv(String header, String... rows) {
		return rows(send("text/csv", header + "\n" + String.join("\n", rows) + "\n"));
	}

	private List<JsonNode> ndjson(String... rows) {
		return rows(send("application/x-ndjson", String.join("\n", rows) + "\n"));
	}

	private List<JsonNode> dryRun(String... rows) {
		return rows(send(this.ticketly, "text/csv",
				(HEADER + "\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8), "?dryRun=true"));
	}

	/**
	 * Returns the answers to rows, without the summary.
	 */
	private static List<JsonNode> rows(ApiResponse response) {
		assertThat(response.status()).as(response.response().body()).isEqualTo(200);
		List<JsonNode> lines = response.response().body().lines().map(JsonMapper.shared()::readTree).toList();
		assertThat(lines.getLast().get("result").asString()).isEqualTo("summary");
		return lines.subList(0, lines.size() - 1);
	}

	private static List<String> results(List<JsonNode> rows) {
		return rows.stream().map((row) -> row.get("result").asString()).toList();
	}

	private static String row(String id, String name, String day) {
		return "%s,%s,A film.,2030-%s 20:00,2030-%s 22:00,Movie,Action,50,".formatted(id, name, day, day);
	}

	private static String json(String id, String fields) {
		return """
				{"externalId":"%s","slotName":"Skyfall","slotDescription":"","startTime":"2030-05-01 20:00",\
				"endTime":"2030-05-01 22:00","slotType":"Movie","genre":"Action"%s}""".formatted(id, fields);
	}

	private JsonNode slot(JsonNode row) {
		return this.other.get("/v1/slots/" + row.get("slotId").asString()).json();
	}

	private int slots(String name) {
		return this.ticketly.get("/v1/slots?from=2030-01-01&to=2040-01-01&name=" + name).json().get("items").size();
	}

	@Test
	void importsAFileAgainWithoutAChange() {
		String[] rows = { row("a-1", "Alien", "03-01"),
				row("a-2", "\"Alien, \"\"2\"\"\nAgain\"", "03-02").replace("\n", ""), row("a-3", "Ärger 🎬", "03-03") };
		List<JsonNode> first = csv(HEADER, rows);
		List<JsonNode> again = csv(HEADER, rows);

		assertThat(results(first)).containsExactly("created", "created", "created");
		assertThat(results(again)).containsExactly("unchanged", "unchanged", "unchanged");
		assertThat(again.stream().map((row) -> row.get("slotId")))
			.containsExactlyElementsOf(first.stream().map((row) -> row.get("slotId")).toList());
		assertThat(first.get(1).get("line").asInt()).isEqualTo(3);
		assertThat(slot(first.get(1)).get("slotName").asString()).isEqualTo("Alien, \"2\"Again");
		assertThat(slot(first.get(2)).get("slotName").asString()).isEqualTo("Ärger 🎬");
		assertThat(slot(first.get(0)).get("externalId").asString()).isEqualTo("a-1");
		assertThat(slot(first.get(0)).get("startTime").asString()).isEqualTo("2030-03-01T20:00:00+01:00");
		assertThat(slot(first.get(0)).get("capacity").asInt()).isEqualTo(50);
	}

	@Test
	void changesWhatChanged() {
		csv(HEADER, row("c-1", "Alien", "03-01"), row("c-2", "Alien", "03-02"));
		List<JsonNode> changed = csv(HEADER, row("c-1", "Alien", "03-01"), row("c-2", "Aliens", "03-04"));

		assertThat(results(changed)).containsExactly("unchanged", "changed");
		assertThat(slot(changed.get(1)).get("slotName").asString()).isEqualTo("Aliens");
		assertThat(slot(changed.get(1)).get("startTime").asString()).isEqualTo("2030-03-04T20:00:00+01:00");
	}

	@Test
	void importsJsonWithSeatingPlanAndTerms() {
		String plan = ",\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A-C\",\"seats\":6}]}]}";
		String sale = ",\"sale\":{\"salesFrom\":\"2030-04-01 10:00\",\"maxTicketsPerPhone\":4}";
		JsonNode first = ndjson(json("j-1", plan + sale)).getFirst();
		JsonNode again = ndjson(json("j-1", plan + sale)).getFirst();
		JsonNode without = ndjson(json("j-1", "")).getFirst();
		JsonNode other = ndjson(json("j-1", ",\"sale\":{\"maxTicketsPerPhone\":4}")).getFirst();
		JsonNode replanned = ndjson(json("j-1", plan.replace("6", "7"))).getFirst();

		assertThat(results(List.of(first, again, without, other, replanned))).containsExactly("created", "unchanged",
				"unchanged", "changed", "refused");
		assertThat(slot(first).get("capacity").asInt()).isEqualTo(18);
		assertThat(slot(first).get("sale").propertyNames()).containsExactly("maxTicketsPerPhone");
		assertThat(replanned.get("field").asString()).isEqualTo("seatingPlan");
	}

	@Test
	void importsTermsInColumns() {
		String header = HEADER + ",sale.salesFromMinutesBefore,sale.presaleFromMinutesBefore,sale.presaleCode,"
				+ "sale.avoidSingleSeats";
		JsonNode created = csv(header, row("t-1", "Alien", "03-01") + ",60,120,sesame,TRUE").getFirst();
		JsonNode again = csv(header, row("t-1", "Alien", "03-01") + ",60,120,sesame,true").getFirst();
		JsonNode withoutCode = csv(header, row("t-1", "Alien", "03-01") + ",60,120,,true").getFirst();
		JsonNode removed = csv(header, row("t-1", "Alien", "03-01") + ",60,,,").getFirst();
		JsonNode wrong = csv(header, row("t-1", "Alien", "03-01") + ",60,120,,").getFirst();

		assertThat(results(List.of(created, again, withoutCode, removed, wrong))).containsExactly("created",
				"unchanged", "unchanged", "changed", "refused");
		assertThat(slot(created).get("sale").propertyNames()).containsExactly("salesFrom", "salesFromMinutesBefore");
		assertThat(wrong.get("field").asString()).isEqualTo("sale.presaleCode");
	}

	@Test
	void refusesBrokenRowsOfJsonAlone() {
		List<JsonNode> rows = ndjson("{\"externalId\":", json("b-1", ""), "", "[]", json("b-2", ",\"capacity\":\"5\""),
				json("b-3", ",\"color\":\"red\""), json("b-4", "").replace("22:00", "19:00"), "{}",
				"{\"externalId\":7}", json("b-5", ",\"sale\":{\"maxTicketsPerPhone\":0}"),
				json("b-6", ",\"hallId\":\"HAL0\""), json("b-7", ""));

		assertThat(rows.stream()
			.map((row) -> "%d %s %s".formatted(row.get("line").asInt(), row.get("result").asString(),
					row.path("field").asString("-"))))
			.containsExactly("1 refused -", "2 created -", "4 refused -", "5 refused capacity", "6 refused color",
					"7 refused endTime", "8 refused externalId", "9 refused externalId",
					"10 refused sale.maxTicketsPerPhone", "11 refused hallId", "12 created -");
		assertThat(rows.getFirst().get("problem").asString()).contains("JSON");
	}

	@Test
	void refusesBrokenRowsOfCsvAlone() {
		List<JsonNode> rows = csv(HEADER, row("q-1", "\"Open", "03-01"), row("q-2", "Alien", "03-01"), "q-3,only,three",
				row("q-4", "\"Alien\"x", "03-01"), row("q-5", "Alien", "03-99"), row("q-6", "Alien", "03-01") + "x",
				row("q-7", "", "03-01"), row("q-8", "\"Alien\nin two lines\"", "03-01"), row("q-9", "Alien", "03-01"));

		assertThat(rows.stream()
			.map((row) -> "%d %s %s".formatted(row.get("line").asInt(), row.get("result").asString(),
					row.path("field").asString("-"))))
			.containsExactly("2 refused -", "3 created -", "4 refused -", "5 refused -", "6 refused startTime",
					"7 refused hallId", "8 refused slotName", "9 refused slotName", "11 created -");
		assertThat(rows.stream().filter((row) -> row.has("problem")).map((row) -> row.get("problem").asString()))
			.startsWith("has a quote that is not closed", "has 3 columns instead of 9",
					"has something after a closing quote");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "externalId,slotName", "externalId;slotName", HEADER + ",color", HEADER + ",genre",
			"\"externalId" })
	void refusesHeadersBeforeAnythingIsDone(String header) {
		ApiResponse refused = send("text/csv", header + "\n" + row("h-1", "Header", "03-01"));

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.invalidFields()).containsExactly("body");
		assertThat(slots("Header")).isZero();
	}

	@Test
	void readsFilesOfSpreadsheets() {
		byte[] marked = ("\uFEFF" + HEADER + "\r\n" + row("e-1", "Excel", "03-01") + "\r\n")
			.getBytes(StandardCharsets.UTF_8);
		byte[] latin = (HEADER + "\r\n" + row("e-2", "Ärger", "03-01") + "\r\n" + row("e-3", "Excel", "03-01"))
			.getBytes(StandardCharsets.ISO_8859_1);

		assertThat(results(rows(send(this.ticketly, "text/csv; charset=utf-8", marked, ""))))
			.containsExactly("created");
		List<JsonNode> rows = rows(send(this.ticketly, "text/csv", latin, ""));
		assertThat(results(rows)).containsExactly("refused", "created");
		assertThat(rows.getFirst().get("problem").asString()).isEqualTo("must be in UTF-8");
		assertThat(send(this.ticketly, "text/csv", HEADER.getBytes(StandardCharsets.UTF_16), "").status())
			.isEqualTo(400);
	}

	@Test
	void refusesTheSecondRowOfAnId() {
		List<JsonNode> rows = csv(HEADER, row("d-1", "Alien", "03-01"), row("d-2", "Alien", "03-01"),
				row("d-1", "Aliens", "03-01"));

		assertThat(results(rows)).containsExactly("created", "created", "refused");
		assertThat(rows.getLast().get("field").asString()).isEqualTo("externalId");
		assertThat(rows.getLast().get("problem").asString()).isEqualTo("is that of line 2");
		assertThat(rows.getLast().get("externalId").asString()).isEqualTo("d-1");
	}

	@Test
	void refusesWhatCannotBeChanged() {
		String row = row("f-1", "Alien", "03-01");
		String slotId = csv(HEADER, row).getFirst().get("slotId").asString();
		List<JsonNode> fixed = Stream
			.of(row.replace("Movie", "Concert"), row.replace(",50,", ",51,"), row.replace(",50,", ",,HAL1"))
			.map((changed) -> csv(HEADER, changed).getFirst())
			.toList();
		this.ticketly.postAsOperator("/v1/slots/" + slotId + "/cancel", "{\"reason\":\"Broken.\"}");
		List<JsonNode> canceled = List.of(csv(HEADER, row).getFirst(),
				csv(HEADER, row.replace("Action", "Drama")).getFirst(),
				dryRun(row.replace("Action", "Drama")).getFirst());

		assertThat(fixed.stream().map((answer) -> answer.get("field").asString())).containsExactly("slotType",
				"capacity", "hallId");
		assertThat(results(canceled)).containsExactly("unchanged", "refused", "refused");
		assertThat(canceled.get(1)).isEqualTo(canceled.get(2));
		assertThat(canceled.get(1).get("field").asString()).isEqualTo("genre");
		assertThat(canceled.get(1).get("problem").asString()).contains("canceled");
	}

	@Test
	void writesNothingInADryRun() {
		csv(HEADER, row("n-1", "Dry", "03-01"));
		RequestRecorder recorder = this.ticketly.bean(RequestRecorder.class);
		int before = recorder.requests().size();
		List<JsonNode> rows = dryRun(row("n-1", "Dry", "03-02"), row("n-2", "Dry", "03-01"), row("n-3", "", "03-01"),
				row("n-1", "Dry", "03-02"));

		assertThat(results(rows)).containsExactly("changed", "created", "refused", "refused");
		assertThat(recorder.requests().subList(before, recorder.requests().size()).toString()).doesNotContain("PutItem",
				"TransactWrite", "UpdateItem");
		assertThat(slots("Dry")).isOne();
	}

	@Test
	void findsOverlapsAlsoInADryRun() {
		String hall = this.ticketly.postAsOperator("/v1/halls",
				"{\"name\":\"Hall\",\"clearMinutes\":10,\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":9}]}]}}")
			.json()
			.get("hallId")
			.asString();
		String[] rows = IntStream.of(1, 2, 1, 3, 2)
			.mapToObj((day) -> row("%d", "Overlap", "04-0" + day).replace(",50,", ",," + hall))
			.toArray(String[]::new);
		IntStream.range(0, rows.length).forEach((i) -> rows[i] = rows[i].formatted(i));
		List<JsonNode> dry = dryRun(rows);
		List<JsonNode> wet = csv(HEADER, rows);
		List<JsonNode> stored = dryRun(row("o", "Overlap", "04-01").replace(",50,", ",," + hall));

		assertThat(results(dry)).containsExactly("created", "created", "refused", "created", "refused");
		assertThat(results(wet)).isEqualTo(results(dry));
		assertThat(dry.get(2).get("problem").asString()).endsWith("line 2");
		assertThat(wet.get(2).get("problem").asString()).contains(wet.get(0).get("slotId").asString());
		assertThat(stored.getFirst().get("field").asString()).isEqualTo("startTime");
	}

	@Test
	void makesOneSlotOfAnIdAtTwoInstances() {
		byte[] file = (HEADER + "\n"
				+ IntStream.range(0, 100)
					.mapToObj((i) -> row("two-" + i, "Twice", "06-01"))
					.collect(Collectors.joining("\n")))
			.getBytes(StandardCharsets.UTF_8);
		CompletableFuture<List<JsonNode>> at = CompletableFuture
			.supplyAsync(() -> rows(send(this.other, "text/csv", file, "")));
		List<JsonNode> here = rows(send(this.ticketly, "text/csv", file, ""));
		List<JsonNode> there = at.join();

		assertThat(here.stream().map((row) -> row.get("slotId")))
			.containsExactlyElementsOf(there.stream().map((row) -> row.get("slotId")).toList());
		assertThat(Stream.concat(results(here).stream(), results(there).stream()).filter("created"::equals))
			.hasSize(100);
		assertThat(slots("Twice&limit=100")).isEqualTo(100);
	}

	@Test
	void movesASlotAfterItsFirstTimeOfDeletion() {
		String row = row("k-1", "Kept", "02-01");
		String slotId = csv(HEADER, row).getFirst().get("slotId").asString();
		assertThat(results(csv(HEADER, row.replace("2030-02-01", "2033-02-01")))).containsExactly("changed");

		assertThat(csv(HEADER, row.replace("2030-02-01", "2033-02-01")).getFirst().get("slotId").asString())
			.isEqualTo(slotId);
	}

	@ParameterizedTest
	@CsvSource({ "text/csv, 200", "application/x-ndjson, 200", "*/*, 200", "application/json, 406",
			"'text/csv;q=0.1, application/x-ndjson;q=0.5', 200" })
	void answersInTheFormatThatIsAccepted(String accept, int status) {
		ApiResponse answer = send(this.ticketly, "text/csv",
				(HEADER + "\n" + row("x-" + accept.hashCode(), "Accept", "03-01")).getBytes(StandardCharsets.UTF_8), "",
				"Accept", accept);

		assertThat(answer.status()).isEqualTo(status);
		if (accept.equals("text/csv")) {
			assertThat(answer.response().body().lines()).hasSize(3)
				.startsWith("line,externalId,result,slotId,field,problem")
				.last()
				.isEqualTo("\"\",,summary,,,\"1 rows: 1 created, 0 changed, 0 unchanged, 0 refused, 0 failed\"");
		}
	}

	@Test
	void refusesFilesThatAreTooLarge() {
		assertThat(send("text/csv", HEADER + "\n" + "x".repeat(1_100_000)).problem()).isEqualTo("content-too-large");
		assertThat(send("application/x-ndjson", "{}\n".repeat(2001)).problem()).isEqualTo("content-too-large");
		assertThat(send("application/json", "{}").status()).isEqualTo(415);
		assertThat(this.ticketly
			.send(this.ticketly.request("/v1/slots/import")
				.header("Content-Type", "text/csv")
				.POST(BodyPublishers.ofString(HEADER)))
			.status()).isEqualTo(401);
		assertThat(send(this.ticketly, "text/csv", HEADER.getBytes(StandardCharsets.UTF_8), "?dryrun=true").status())
			.isEqualTo(400);
	}

}
