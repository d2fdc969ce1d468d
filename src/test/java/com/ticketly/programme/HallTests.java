package com.ticketly.programme;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests halls and the slots in them, on two instances whose theater is in Berlin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HallTests {

	private static final String PLAN = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A-C","seats":6,"aisles":[3]},{"row":"D","seats":8}],
			"accessible":["A1","A2"],"house":["D8"]},{"name":"Balcony","rows":[{"row":"A-B","seats":4}]}]}""";

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(TestClock.at("2030-01-01T00:00:00Z").withZone(ZoneId.of("Europe/Berlin")));

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private ApiResponse create(String fields, String... headers) {
		return this.ticketly.postAsOperator("/v1/halls", "{\"name\":\"Hall 1\"," + fields + "}", headers);
	}

	private String hall(String fields) {
		return create(fields + "\"seatingPlan\":" + PLAN).json().get("hallId").asString();
	}

	private static ApiResponse schedule(TicketlyInstance instance, String hall, String start, String end,
			String... fields) {
		return instance.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"Action","hallId":"%s"%s}""".formatted(start, end, hall, String.join("", fields)));
	}

	private ApiResponse patch(String path, String json) {
		return this.ticketly.send(this.ticketly.requestAsOperator(path, "If-Match", "*")
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	@Test
	void showsThePlanAsItWasGiven() {
		ApiResponse created = create("\"clearMinutes\":15,\"seatingPlan\":" + PLAN);
		ApiResponse read = this.other.get("/v1/halls/" + created.json().get("hallId").asString());

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).endsWith("/v1/halls/" + created.json().get("hallId").asString());
		assertThat(read.json()).isEqualTo(created.json());
		assertThat(read.json().get("seatingPlan")).isEqualTo(JsonMapper.shared().readTree(PLAN));
		assertThat(read.json().get("zone").asString()).isEqualTo("Europe/Berlin");
		assertThat(read.json().get("capacity").asInt()).isEqualTo(34);
		assertThat(read.json().get("clearMinutes").asInt()).isEqualTo(15);
		assertThat(read.json().get("version").asInt()).isOne();
	}

	@Test
	void drawsThePlan() {
		String hall = hall("");
		ApiResponse picture = this.other.get("/v1/halls/" + hall, "Accept", "image/svg+xml");
		ApiResponse json = this.other.get("/v1/halls/" + hall);
		ApiResponse unchanged = this.other.get("/v1/halls/" + hall, "Accept", "image/svg+xml", "If-None-Match",
				picture.header("ETag"));

		assertThat(picture.header("Content-Type")).isEqualTo("image/svg+xml");
		assertThat(picture.response().body()).startsWith("<svg").contains("Hall 1", "Stalls", "Balcony");
		assertThat(picture.header("Vary")).contains("Accept");
		assertThat(json.header("Vary")).contains("Accept");
		assertThat(json.header("Content-Type")).isEqualTo("application/json");
		assertThat(unchanged.status()).isEqualTo(304);
		assertThat(this.other.get("/v1/halls/HAL01JDA3M5Q8RST9VWXYZ0123456", "Accept", "image/svg+xml").problem())
			.isEqualTo("hall-not-found");
	}

	@Test
	void createsOneHallForAKey() {
		String key = "hall-" + System.nanoTime();
		ApiResponse first = create("\"seatingPlan\":" + PLAN, "Idempotency-Key", key);
		ApiResponse again = create("\"seatingPlan\":" + PLAN, "Idempotency-Key", key);
		ApiResponse changed = create("\"clearMinutes\":5,\"seatingPlan\":" + PLAN, "Idempotency-Key", key);

		assertThat(again.json()).isEqualTo(first.json());
		assertThat(changed.status()).isEqualTo(422);
	}

	@Test
	void listsHallsInPagesByOneRead() {
		List<String> created = IntStream.range(0, 5).mapToObj((i) -> hall("")).toList();
		List<String> listed = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = this.ticketly.get("/v1/halls?limit=2" + next).json();
			listed.addAll(ApiResponse.values(page.get("items"), "hallId"));
			next = "&next=" + page.path("next").asString();
		}
		while (!next.equals("&next="));
		RequestRecorder recorder = this.ticketly.bean(RequestRecorder.class);
		int before = recorder.requests().size();
		ApiResponse page = this.ticketly.get("/v1/halls");

		assertThat(listed).containsAll(created).doesNotHaveDuplicates();
		assertThat(page.json().get("items").get(0).has("seatingPlan")).isFalse();
		assertThat(recorder.requests()).hasSize(before + 1);
	}

	@Test
	void keepsSlotsOnTheirVersion() {
		String hall = hall("");
		ApiResponse slot = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01 22:00");
		ApiResponse changed = patch("/v1/halls/" + hall, """
				{"name":"Hall 1, rebuilt","clearMinutes":30,
				"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":3}]}]}}""");
		ApiResponse next = schedule(this.other, hall, "2030-11-02 20:00", "2030-11-02 22:00");
		String id = slot.json().get("slotId").asString();
		ApiResponse sold = this.other.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["D3"],"section":"Stalls"}"""
			.formatted(id));

		assertThat(changed.json().get("version").asInt()).isEqualTo(2);
		assertThat(slot.json().get("hallVersion").asInt()).isOne();
		assertThat(next.json().get("hallVersion").asInt()).isEqualTo(2);
		assertThat(next.json().get("capacity").asInt()).isEqualTo(3);
		assertThat(sold.status()).isEqualTo(201);
		assertThat(this.other.get("/v1/slots/" + id).json().get("capacity").asInt()).isEqualTo(34);
		assertThat(this.other.get("/v1/slots/" + id + "/seats").json().get("sections")).hasSize(2);
		assertThat(this.other.get("/v1/halls/" + hall + "?version=1").json().get("name").asString())
			.isEqualTo("Hall 1");
		assertThat(this.other.get("/v1/halls/" + hall + "?version=3").problem()).isEqualTo("hall-not-found");
	}

	@Test
	void refusesAChangeOfAnotherVersion() {
		String hall = hall("");
		String tag = this.ticketly.get("/v1/halls/" + hall).header("ETag");
		patch("/v1/halls/" + hall, "{\"clearMinutes\":5}");
		ApiResponse late = this.ticketly.send(this.ticketly.requestAsOperator("/v1/halls/" + hall, "If-Match", tag)
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{\"clearMinutes\":10}")));
		ApiResponse repeated = this.ticketly.send(this.ticketly.requestAsOperator("/v1/halls/" + hall, "If-Match", tag)
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{\"clearMinutes\":5}")));

		assertThat(late.problem()).isEqualTo("hall-changed");
		assertThat(repeated.json().get("version").asInt()).isEqualTo(2);
	}

	/**
	 * The slot of 20:00 to 22:00 occupies the hall until 22:30.
	 */
	@ParameterizedTest
	@CsvSource({ "18:00,19:30,201", "18:00,19:31,409", "22:30,23:00,201", "22:29,23:00,409", "20:30,21:00,409",
			"19:00,23:00,409", "20:00,22:00,409" })
	void refusesSlotsThatOverlap(String start, String end, int status) {
		String hall = hall("\"clearMinutes\":30,");
		String first = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01 22:00").json()
			.get("slotId")
			.asString();
		ApiResponse second = schedule(this.other, hall, "2030-11-01 " + start, "2030-11-01 " + end);

		assertThat(second.status()).isEqualTo(status);
		if (status == 409) {
			assertThat(second.problem()).isEqualTo("hall-occupied");
			assertThat(second.json().get("slotId").asString()).isEqualTo(first);
			assertThat(second.json().get("startTime").asString()).isEqualTo("2030-11-01T20:00:00+01:00");
			assertThat(schedule(this.other, hall, "2030-11-01 " + start, "2030-11-01 " + end, ",\"allowOverlap\":true")
				.status()).isEqualTo(201);
		}
	}

	@Test
	void schedulesOneOfTwoSlotsAtOnce() {
		String hall = hall("");
		for (int day = 10; day < 20; day++) {
			String date = "2030-11-" + day;
			List<ApiResponse> responses = Concurrently.call(4,
					(i) -> schedule((i % 2 == 0) ? this.ticketly : this.other, hall, date + " 20:00", date + " 22:00"));

			assertThat(responses).extracting(ApiResponse::status).containsExactlyInAnyOrder(201, 409, 409, 409);
		}
	}

	@Test
	void movesOneOfTwoSlotsAtOnce() {
		String hall = hall("");
		List<String> slots = IntStream.range(1, 5)
			.mapToObj((day) -> schedule(this.ticketly, hall, "2030-12-0" + day + " 20:00", "2030-12-0" + day + " 22:00")
				.json()
				.get("slotId")
				.asString())
			.toList();
		List<ApiResponse> moved = Concurrently.call(4, (i) -> patch("/v1/slots/" + slots.get(i),
				"{\"startTime\":\"2030-12-31 20:00\",\"endTime\":\"2031-01-01 02:00\"}"));
		ApiResponse freed = schedule(this.other, hall, "2030-12-01 20:00", "2030-12-04 22:00");

		assertThat(moved).extracting(ApiResponse::status).containsExactlyInAnyOrder(200, 409, 409, 409);
		assertThat(freed.problem()).isEqualTo("hall-occupied");
		assertThat(schedule(this.other, hall, "2031-01-01 01:00", "2031-01-01 03:00").problem())
			.isEqualTo("hall-occupied");
		int winner = IntStream.range(0, 4).filter((i) -> moved.get(i).status() == 200).findFirst().orElseThrow();
		String day = "2030-12-0" + (winner + 1);
		assertThat(schedule(this.other, hall, day + " 20:00", day + " 22:00").status()).isEqualTo(201);
	}

	@Test
	void movesASlotOverItsOwnTimeAndOthersByOverride() {
		String hall = hall("");
		String slot = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01 22:00").json()
			.get("slotId")
			.asString();
		schedule(this.ticketly, hall, "2030-11-01 23:00", "2030-11-02 01:00");
		ApiResponse longer = patch("/v1/slots/" + slot, "{\"endTime\":\"2030-11-01 23:00\"}");
		ApiResponse tooLong = patch("/v1/slots/" + slot, "{\"endTime\":\"2030-11-01 23:01\"}");
		ApiResponse allowed = patch("/v1/slots/" + slot, "{\"endTime\":\"2030-11-01 23:01\",\"allowOverlap\":true}");

		assertThat(longer.status()).isEqualTo(200);
		assertThat(tooLong.problem()).isEqualTo("hall-occupied");
		assertThat(allowed.status()).isEqualTo(200);
	}

	@Test
	void freesTheTimeOfACanceledSlot() {
		String hall = hall("");
		String slot = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01 22:00").json()
			.get("slotId")
			.asString();
		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(schedule(this.other, hall, "2030-11-01 20:00", "2030-11-01 22:00").status()).isEqualTo(201);
	}

	@Test
	void readsAndShowsTimesInTheZoneOfTheHall() {
		String hall = hall("\"zone\":\"America/New_York\",");
		ApiResponse slot = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01T22:00:00Z");
		ApiResponse local = schedule(this.ticketly, hall, "2030-11-01 20:00", "2030-11-01 22:00");
		String id = local.json().get("slotId").asString();
		ApiResponse moved = patch("/v1/slots/" + id, "{\"endTime\":\"2030-11-01 23:00\"}");
		// The clocks of New York skip this hour, those of Berlin do not.
		ApiResponse skipped = schedule(this.ticketly, hall, "2030-03-10 02:30", "2030-03-10 04:00");
		ApiResponse elsewhere = schedule(this.ticketly, hall("\"zone\":\"Europe/Berlin\","), "2030-03-10 02:30",
				"2030-03-10 04:00");

		assertThat(slot.invalidFields()).containsExactly("endTime");
		assertThat(local.json().get("startTime").asString()).isEqualTo("2030-11-01T20:00:00-04:00");
		assertThat(moved.json().get("endTime").asString()).isEqualTo("2030-11-01T23:00:00-04:00");
		assertThat(skipped.json().get("errors").get(0).get("message").asString())
			.startsWith("does not exist in America/New_York");
		assertThat(elsewhere.status()).isEqualTo(201);
		assertThat(schedule(this.ticketly, hall(""), "2030-03-31 02:30", "2030-03-31 04:00").invalidFields())
			.containsExactly("startTime");
	}

	@Test
	void limitsHowLongASlotOccupiesAHall() {
		String hall = hall("");

		assertThat(schedule(this.ticketly, hall, "2030-01-01 00:00", "2031-01-02 00:00").status()).isEqualTo(201);
		assertThat(schedule(this.ticketly, hall, "2030-01-01 00:00", "2031-01-02 00:01").invalidFields())
			.containsExactly("endTime");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{\"seatingPlan\":@}; name", "{\"name\":\"A\"}; seatingPlan",
					"{\"name\":\"A\",\"zone\":\"+02:00\",\"seatingPlan\":@}; zone",
					"{\"name\":\"A\",\"zone\":\"Mars\",\"seatingPlan\":@}; zone",
					"{\"name\":\"A\",\"clearMinutes\":-1,\"seatingPlan\":@}; clearMinutes",
					"{\"name\":\"A\",\"clearMinutes\":1441,\"seatingPlan\":@}; clearMinutes",
					"{\"name\":\"A\",\"seatingPlan\":{\"sections\":[]}}; seatingPlan.sections",
					"{\"name\":\"A\",\"seatingPlan\":@,\"rows\":1}; rows" })
	void namesTheFieldThatIsWrong(String json, String field) {
		ApiResponse response = this.ticketly.postAsOperator("/v1/halls", json.replace("@", PLAN));

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly(field);
	}

	@Test
	void refusesHallsThatDoNotExistAndPlansBesideThem() {
		String missing = "HAL01JDA3M5Q8RST9VWXYZ0123456";

		assertThat(schedule(this.ticketly, missing, "2030-11-01 20:00", "2030-11-01 22:00").problem())
			.isEqualTo("hall-not-found");
		assertThat(schedule(this.ticketly, "nonsense", "2030-11-01 20:00", "2030-11-01 22:00").problem())
			.isEqualTo("hall-not-found");
		assertThat(schedule(this.ticketly, hall(""), "2030-11-01 20:00", "2030-11-01 22:00", ",\"capacity\":5")
			.invalidFields()).containsExactly("hallId");
		assertThat(this.ticketly.get("/v1/halls/" + missing).problem()).isEqualTo("hall-not-found");
	}

}
