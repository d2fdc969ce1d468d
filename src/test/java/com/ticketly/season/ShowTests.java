package com.ticketly.season;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the creation and the lists of shows, on two instances whose theater is in Berlin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowTests {

	private static final Logger logger = LoggerFactory.getLogger(ShowTests.class);

	private static final String PLAN = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A-C","seats":6}],"house":["C6"]},
			{"name":"Balcony","rows":[{"row":"A","seats":4}]}]}""";

	private final TestClock clock = (TestClock) TestClock.at("2030-01-01T00:00:00Z")
		.withZone(ZoneId.of("Europe/Berlin"));

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private String hall(String fields) {
		return this.ticketly
			.postAsOperator("/v1/halls", "{\"name\":\"Hall 1\"," + fields + "\"seatingPlan\":" + PLAN + "}")
			.json()
			.get("hallId")
			.asString();
	}

	private static String show(String fields) {
		return """
				{"title":"Skyfall","description":"Bond","type":"Movie","genre":"Action","runningMinutes":120,%s}"""
			.formatted(fields);
	}

	private static String times(String... times) {
		return List.of(times).stream().collect(Collectors.joining("\",\"", "\"startTimes\":[\"", "\"]"));
	}

	private static String rule(String start, String rule) {
		return "\"recurrence\":{\"start\":\"%s\",\"rule\":\"%s\"}".formatted(start, rule);
	}

	private static String in(String hall) {
		return ",\"hallId\":\"%s\"".formatted(hall);
	}

	private ApiResponse create(String fields, String... headers) {
		return this.ticketly.postAsOperator("/v1/shows", show(fields), headers);
	}

	private static List<JsonNode> slots(TicketlyInstance instance, ApiResponse created) {
		List<JsonNode> slots = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = instance
				.get("/v1/shows/" + created.json().get("showId").asString() + "/slots?limit=100" + next)
				.json();
			page.get("items").forEach(slots::add);
			next = "&next=" + page.path("next").asString("");
		}
		while (!next.equals("&next="));
		return slots;
	}

	private List<String> starts(ApiResponse created) {
		return slots(this.other, created).stream().map((slot) -> slot.get("startTime").asString()).toList();
	}

	@Test
	void keepsTheLocalTimeThroughTheChangesOfTheClock() {
		ApiResponse created = create(rule("2030-03-25 20:00", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=70") + in(hall("")));
		List<String> starts = starts(created);

		assertThat(created.status()).isEqualTo(201);
		assertThat(starts).hasSize(70).allMatch((start) -> start.contains("T20:00:00+0"));
		assertThat(starts.subList(0, 3)).containsExactly("2030-03-25T20:00:00+01:00", "2030-03-28T20:00:00+01:00",
				"2030-04-01T20:00:00+02:00");
		assertThat(starts).contains("2030-10-24T20:00:00+02:00", "2030-10-28T20:00:00+01:00");
		assertThat(starts.getLast()).isEqualTo(created.json().get("lastStart").asString());
	}

	@Test
	void leavesOutTimesThatTheClocksSkip() {
		assertThat(starts(create(rule("2030-03-30 02:30", "FREQ=DAILY;COUNT=3"))))
			.containsExactly("2030-03-30T02:30:00+01:00", "2030-04-01T02:30:00+02:00", "2030-04-02T02:30:00+02:00");
		assertThat(create(rule("2030-03-31 02:30", "FREQ=DAILY;COUNT=3")).invalidFields())
			.containsExactly("recurrence.start");
		assertThat(create(times("2030-03-31 02:30")).invalidFields()).containsExactly("startTimes[0]");
	}

	@Test
	void takesTheFirstOfTimesThatOccurTwice() {
		assertThat(starts(create(rule("2030-10-26 02:30", "FREQ=DAILY;COUNT=3"))))
			.containsExactly("2030-10-26T02:30:00+02:00", "2030-10-27T02:30:00+02:00", "2030-10-28T02:30:00+01:00");
	}

	@Test
	void endsAtADateOrTimeAndLeavesOutDays() {
		String hall = hall("\"zone\":\"America/New_York\",");
		String except = ",\"exceptDates\":[\"2030-11-03\"]";

		assertThat(starts(create(rule("2030-11-02 20:00", "FREQ=DAILY;UNTIL=20301104") + in(hall))))
			.containsExactly("2030-11-02T20:00:00-04:00", "2030-11-03T20:00:00-05:00", "2030-11-04T20:00:00-05:00");
		assertThat(starts(create(rule("2030-11-02 23:00", "FREQ=DAILY;UNTIL=20301105T010000Z"))))
			.containsExactly("2030-11-02T23:00:00+01:00", "2030-11-03T23:00:00+01:00", "2030-11-04T23:00:00+01:00");
		assertThat(
				starts(create(rule("2030-11-02 10:00", "FREQ=DAILY;BYHOUR=10,14;COUNT=6").replace("}", except + "}"))))
			.containsExactly("2030-11-02T10:00:00+01:00", "2030-11-02T14:00:00+01:00", "2030-11-04T10:00:00+01:00",
					"2030-11-04T14:00:00+01:00");
	}

	@Test
	void sortsAListOfTimes() {
		ApiResponse created = create(times("2030-12-24 20:00", "2030-12-01T18:00:00Z", "2030-12-02T20:00:00-05:00")
				+ ",\"seatingPlan\":" + PLAN + ",\"sale\":{\"salesUntilMinutesBefore\":30}");
		List<JsonNode> slots = slots(this.other, created);
		String first = slots.getFirst().get("slotId").asString();

		assertThat(slots).extracting((slot) -> slot.get("startTime").asString())
			.containsExactly("2030-12-01T19:00:00+01:00", "2030-12-03T02:00:00+01:00", "2030-12-24T20:00:00+01:00");
		assertThat(slots).extracting((slot) -> slot.at("/sale/salesUntil").asString())
			.containsExactly("2030-12-01T18:30:00+01:00", "2030-12-03T01:30:00+01:00", "2030-12-24T19:30:00+01:00");
		assertThat(slots).allSatisfy((slot) -> {
			assertThat(slot.get("slotName").asString()).isEqualTo("Skyfall");
			assertThat(slot.get("showId")).isEqualTo(created.json().get("showId"));
			assertThat(slot.get("availTickets").asInt()).isEqualTo(21);
			assertThat(slot).isEqualTo(this.ticketly.get("/v1/slots/" + slot.get("slotId").asString()).json());
		});
		assertThat(this.other
			.post("/v1/tickets",
					"""
							{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["A4"],"section":"Balcony"}"""
						.formatted(first))
			.status()).isEqualTo(201);
		assertThat(slots(this.ticketly, created).getFirst().get("availTickets").asInt()).isEqualTo(20);
	}

	private ApiResponse change(ApiResponse created, String fields) {
		return this.other
			.send(this.other.requestAsOperator("/v1/shows/" + created.json().get("showId").asString(), "If-Match", "*")
				.header("Content-Type", "application/merge-patch+json")
				.method("PATCH", BodyPublishers.ofString(fields)));
	}

	@Test
	void sellsAllSlotsAtPrices() {
		String sale = """
				"sale":{"prices":{"currency":"EUR","categories":[
				{"category":"Other","prices":[{"concession":"Adult","amount":900}]},
				{"category":"Standard","prices":[{"concession":"Adult","amount":%d}],"places":[{"section":"%s"}]}]}}""";
		String times = times("2030-03-25 20:00", "2030-03-26 20:00") + in(hall(""));
		ApiResponse created = create(times + "," + sale.formatted(1800, "Stalls"));
		List<JsonNode> slots = slots(this.other, created);

		assertThat(slots).hasSize(2);
		assertThat(create(times + "," + sale.formatted(1800, "Pit")).invalidFields())
			.containsExactly("sale.prices.categories[1].places[0].section");
		assertThat(change(created, "{" + sale.formatted(2000, "Pit") + "}").invalidFields())
			.containsExactly("sale.prices.categories[1].places[0].section");
		assertThat(change(created, "{" + sale.formatted(2000, "Stalls") + "}").status()).isEqualTo(200);
		for (JsonNode slot : slots) {
			JsonNode booked = this.other
				.post("/v1/tickets",
						"""
								{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1,"category":"standard"}"""
							.formatted(slot.get("slotId").asString()))
				.json();
			assertThat(booked.at("/0/fare/amount").asLong()).isEqualTo(2000);
		}
	}

	@Test
	void createsASeasonOf400Slots() {
		String hall = hall("\"clearMinutes\":30,");
		long start = System.nanoTime();
		ApiResponse created = create(rule("2030-04-01 14:00", "FREQ=DAILY;BYHOUR=14,20;COUNT=400") + in(hall));
		logger.warn("A season of 400 slots took {} ms", Duration.ofNanos(System.nanoTime() - start).toMillis());
		List<JsonNode> slots = slots(this.other, created);
		JsonNode show = this.other.get("/v1/shows/" + created.json().get("showId").asString()).json();

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).endsWith("/v1/shows/" + created.json().get("showId").asString());
		assertThat(show).isEqualTo(created.json());
		assertThat(show.get("slots").asInt()).isEqualTo(400);
		assertThat(show.get("hallId").asString()).isEqualTo(hall);
		assertThat(slots).hasSize(400)
			.extracting((slot) -> slot.get("startTime").asString())
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(slots).allMatch((slot) -> slot.get("availTickets").asInt() == 21);
		assertThat(slots).allMatch((slot) -> slot.get("hallId").asString().equals(hall));
		assertThat(create(times("2030-10-17 20:00") + in(hall)).problem()).isEqualTo("hall-occupied");
		assertThat(this.ticketly.get("/v1/slots?from=2030-07-01&to=2030-07-31&name=Skyfall&limit=100")
			.json()
			.get("items")
			.valueStream()
			.filter((slot) -> slot.path("hallId").asString("").equals(hall))).hasSize(62);
	}

	@Test
	void readsAPageOfSlotsByOneReadOfSlotsAndOneOfSections() {
		ApiResponse created = create(rule("2030-04-01 14:00", "FREQ=DAILY;COUNT=60"));
		String path = "/v1/shows/" + created.json().get("showId").asString() + "/slots?limit=50";
		RequestRecorder recorder = this.ticketly.bean(RequestRecorder.class);
		this.ticketly.get(path);
		int before = recorder.count();
		ApiResponse page = this.ticketly.get(path);
		int after = recorder.count();
		this.ticketly.get("/v1/shows");

		assertThat(page.json().get("items")).hasSize(50);
		assertThat(after).isEqualTo(before + 2);
		assertThat(recorder.count()).isEqualTo(after + 1);
	}

	@Test
	void listsShowsInPages() {
		List<String> created = IntStream.range(0, 5)
			.mapToObj((i) -> create(times("2030-11-01 20:00")).json().get("showId").asString())
			.toList();
		List<String> listed = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = this.other.get("/v1/shows?limit=2" + next).json();
			listed.addAll(ApiResponse.values(page.get("items"), "showId"));
			next = "&next=" + page.path("next").asString();
		}
		while (!next.equals("&next="));

		assertThat(listed).containsAll(created).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void createsNothingIfOneSlotOverlaps() {
		String hall = hall("\"clearMinutes\":30,");
		ApiResponse first = create(times("2030-11-03 20:00") + in(hall));
		String slot = slots(this.other, first).getFirst().get("slotId").asString();
		String second = rule("2030-11-01 22:29", "FREQ=DAILY;COUNT=5") + in(hall);
		int shows = this.ticketly.get("/v1/shows?limit=100").json().get("items").size();
		ApiResponse refused = create(second);

		assertThat(refused.problem()).isEqualTo("hall-occupied");
		assertThat(refused.json().get("slotId").asString()).isEqualTo(slot);
		assertThat(this.ticketly.get("/v1/shows?limit=100").json().get("items")).hasSize(shows);
		assertThat(create(rule("2030-11-01 22:30", "FREQ=DAILY;COUNT=2") + in(hall)).status()).isEqualTo(201);
		assertThat(create(second + ",\"allowOverlap\":true").status()).isEqualTo(201);
	}

	@Test
	void refusesSlotsOfAShowThatOverlap() {
		String hall = hall("\"clearMinutes\":30,");
		String times = times("2030-11-01 20:00", "2030-11-01 22:29", "2030-11-02 20:00") + in(hall);

		assertThat(create(times).invalidFields()).containsExactly("startTimes[1]");
		assertThat(create(rule("2030-11-01 20:00", "FREQ=DAILY;BYHOUR=20,21;COUNT=4") + in(hall)).invalidFields())
			.containsExactly("recurrence.rule");
		assertThat(create(times + ",\"allowOverlap\":true").status()).isEqualTo(201);
	}

	@Test
	void createsOneOfTwoShowsAtOnce() {
		for (int month = 1; month <= 5; month++) {
			String fields = rule("2031-0" + month + "-01 20:00", "FREQ=DAILY;COUNT=60") + in(hall(""));
			List<ApiResponse> responses = Concurrently.call(4,
					(i) -> ((i % 2 == 0) ? this.ticketly : this.other).postAsOperator("/v1/shows", show(fields)));

			assertThat(responses).extracting(ApiResponse::status).containsExactlyInAnyOrder(201, 409, 409, 409);
		}
	}

	@Test
	void createsOneShowForAKey() {
		String key = "show-" + System.nanoTime();
		String fields = rule("2030-11-01 20:00", "FREQ=DAILY;COUNT=5") + in(hall(""));
		ApiResponse first = create(fields, "Idempotency-Key", key);
		ApiResponse again = create(fields, "Idempotency-Key", key);
		ApiResponse changed = create(times("2030-11-01 20:00"), "Idempotency-Key", key);

		assertThat(again.status()).isEqualTo(201);
		assertThat(again.json()).isEqualTo(first.json());
		assertThat(changed.problem()).isEqualTo("key-reused");
	}

	/**
	 * Creates a show of 60 slots on an instance that reaches DynamoDB for some
	 * transactions only.
	 */
	private ApiResponse createHalfway(int transactions, String fields, String key) {
		try (TicketlyInstance failing = this.builder.start()) {
			AtomicInteger left = new AtomicInteger(transactions);
			failing.bean(FaultyHttpClient.class).intercept((request, connection) -> {
				String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
				if (target.endsWith("TransactWriteItems") && left.getAndDecrement() <= 0) {
					return DynamoDbMessages.error(400, "ValidationException");
				}
				return connection.send(request);
			});
			return failing.postAsOperator("/v1/shows", show(fields), "Idempotency-Key", key);
		}
	}

	private ApiResponse lastShow() {
		List<String> ids = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = this.other.get("/v1/shows?limit=100" + next).json();
			ids.addAll(ApiResponse.values(page.get("items"), "showId"));
			next = "&next=" + page.path("next").asString("");
		}
		while (!next.equals("&next="));
		return this.other.get("/v1/shows/" + ids.getLast());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void finishesByTheJobWhatAnEndedInstanceLeft(int transactions) {
		String hall = hall("");
		ApiResponse failed = createHalfway(transactions, rule("2030-11-01 20:00", "FREQ=DAILY;COUNT=60") + in(hall),
				"job-" + System.nanoTime());
		ApiResponse show = lastShow();
		int before = slots(this.other, show).size();
		ApiResponse overlapping = create(rule("2030-11-01 21:00", "FREQ=DAILY;COUNT=60") + in(hall));
		this.other.postAsOperator("/expireTickets", "{}");
		int tooEarly = slots(this.other, show).size();
		this.clock.advance(Duration.ofMinutes(2));
		this.other.postAsOperator("/expireTickets", "{}");

		assertThat(failed.status()).isEqualTo(503);
		// They are written in groups of 25, 25 and 10, at the same time.
		assertThat(before).isIn(List.of(List.of(0), List.of(10, 25), List.of(35, 50)).get(transactions - 1));
		assertThat(overlapping.problem()).isEqualTo("hall-occupied");
		assertThat(tooEarly).isEqualTo(before);
		assertThat(slots(this.other, show)).hasSize(60).allMatch((slot) -> slot.get("availTickets").asInt() == 21);
	}

	@Test
	void finishesByARepeatedRequestWhatAnEndedInstanceLeft() {
		String fields = rule("2030-11-01 20:00", "FREQ=DAILY;COUNT=60") + in(hall(""));
		String key = "repeat-" + System.nanoTime();
		ApiResponse failed = createHalfway(2, fields, key);
		ApiResponse show = lastShow();
		String sold = slots(this.other, show).getFirst().get("slotId").asString();
		this.other.bookOne(sold, "Ann");
		ApiResponse repeated = this.other.postAsOperator("/v1/shows", show(fields), "Idempotency-Key", key);

		assertThat(failed.status()).isEqualTo(503);
		assertThat(repeated.status()).isEqualTo(201);
		assertThat(repeated.json()).isEqualTo(show.json());
		assertThat(slots(this.other, show)).hasSize(60)
			.allMatch((slot) -> slot.get("availTickets")
				.asInt() == (slot.get("slotId").asString().equals(sold) ? 20 : 21));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "\"startTimes\":[]| startTimes", "\"hallId\":null| startTimes",
			"\"startTimes\":[\"2030-11-01 20:00\",\"x\"]| startTimes[1]",
			"\"startTimes\":[\"2030-11-01 20:00\",null]| startTimes[1]",
			"\"startTimes\":[\"2030-11-01 20:00\",\"2030-11-02 20:00\",\"2030-11-01T19:00:00Z\"]| startTimes[2]",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"recurrence\":{\"start\":\"2030-11-01 20:00\",\"rule\":\"FREQ=DAILY;COUNT=1\"}| startTimes",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"runningMinutes\":0| runningMinutes",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"runningMinutes\":10081| runningMinutes",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"capacity\":0| capacity",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"title\":\"\"| title",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"type\":\"Opera\"| type",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"endTime\":\"2030-11-01 20:00\"| endTime",
			"\"startTimes\":[\"2030-11-01 20:00\",\"2030-12-01 20:00\"],\"sale\":{\"salesUntil\":\"2030-11-20 20:00\"}| sale.salesUntil",
			"\"startTimes\":[\"2030-11-01 20:00\",\"2030-12-01 20:00\"],\"sale\":{\"salesFrom\":\"2030-11-01 23:00\"}| sale.salesFrom",
			"\"startTimes\":[\"2030-11-01 20:00\"],\"sale\":{\"maxTicketsPerPhone\":0}| sale.maxTicketsPerPhone",
			"\"recurrence\":{\"rule\":\"FREQ=DAILY;COUNT=1\"}| recurrence.start",
			"\"recurrence\":{\"start\":\"2030-11-01 20:00\"}| recurrence.rule",
			"\"recurrence\":{\"start\":\"x\",\"rule\":\"FREQ=DAILY;COUNT=1\"}| recurrence.start",
			"\"recurrence\":{\"start\":\"2030-11-01 20:00\",\"rule\":\"FREQ=DAILY;COUNT=1\",\"exceptDates\":[\"x\"]}| recurrence.exceptDates[0]",
			"\"recurrence\":{\"start\":\"2030-11-01 20:00\",\"rule\":\"FREQ=DAILY;COUNT=1\",\"exceptDates\":[\"2030-11-02\"]}| recurrence.exceptDates",
			"\"recurrence\":{\"start\":\"2030-11-01 20:00\",\"rule\":\"FREQ=DAILY;COUNT=1\",\"zone\":\"Z\"}| recurrence.zone",
			"\"recurrence\":[]| recurrence", "\"recurrence\":7| recurrence" })
	void namesTheFieldThatIsWrong(String fields, String field) {
		ApiResponse response = create(fields);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "FREQ=", "FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;COUNT=0",
			"FREQ=DAILY;COUNT=401", "FREQ=DAILY;COUNT=99999999999", "FREQ=DAILY;UNTIL=20400101",
			"FREQ=DAILY;UNTIL=20301031", "FREQ=DAILY;UNTIL=20300231", "FREQ=DAILY;UNTIL=99999999",
			"FREQ=DAILY;COUNT=2;UNTIL=20400101", "FREQ=HOURLY;COUNT=2", "FREQ=MINUTELY;COUNT=2",
			"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
			"FREQ=DAILY;INTERVAL=285652764;BYMONTH=1;COUNT=6", "FREQ=DAILY;INTERVAL=0;COUNT=2",
			"FREQ=YEARLY;INTERVAL=1000;COUNT=9", "FREQ=YEARLY;COUNT=61", "FREQ=MONTHLY;COUNT=61",
			"FREQ=DAILY;BYHOUR=25;COUNT=1", "FREQ=DAILY;BYSECOND=60;COUNT=3", "FREQ=MONTHLY;BYDAY=9MO;COUNT=1",
			"RRULE:FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=2\\nRDATE=20300101", "FREQ=WEEKLY;BYDAY=1MO;COUNT=3",
			"FREQ=DAILY;X-A=1;COUNT=2", "RSCALE=HEBREW;FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=\uD83D\uDE00" })
	void namesARuleThatIsWrong(String rule) {
		ApiResponse response = create(rule("2030-11-01 20:00", rule));

		assertThat(response.status()).as(response.response().body()).isEqualTo(400);
		assertThat(response.invalidFields()).first().isIn("recurrence.rule", "recurrence.start");
	}

	@Test
	void refusesMoreThan400Times() {
		String[] times = IntStream.rangeClosed(0, 400)
			.mapToObj((i) -> "2030-%02d-%02d %02d:00".formatted(1 + i / 200, 1 + i % 200 / 10, 10 + i % 10))
			.toArray(String[]::new);

		assertThat(create(times(times)).invalidFields()).containsExactly("startTimes");
	}

	@Test
	void refusesShowsAndHallsThatDoNotExist() {
		assertThat(create(times("2030-11-01 20:00") + in("HAL01JDA3M5Q8RST9VWXYZ0123456")).problem())
			.isEqualTo("hall-not-found");
		for (String id : List.of("SHW01JDA3M5Q8RST9VWXYZ0123456", "nonsense")) {
			assertThat(this.other.get("/v1/shows/" + id).problem()).isEqualTo("show-not-found");
			assertThat(this.other.get("/v1/shows/" + id + "/slots").problem()).isEqualTo("show-not-found");
		}
		assertThat(this.other.get("/v1/shows?next=x").invalidFields()).containsExactly("next");
	}

}
