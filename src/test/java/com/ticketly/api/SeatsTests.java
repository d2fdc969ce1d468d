package com.ticketly.api;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.listing.SlotListing;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatsTests {

	private static final String HALL = """
			{"sections":[
			{"name":"Stalls","rows":[{"row":"A-B","seats":6,"aisles":[2]},{"row":"C","seats":4}],
			"accessible":["A1","a2"],"house":["C4"]},
			{"name":"Balcony","rows":[{"row":"A","seats":3}]}]}""";

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance ticketly = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private ApiResponse trySchedule(String plan) {
		return this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","seatingPlan":%s}""".formatted(plan));
	}

	private String schedule() {
		return trySchedule(HALL).json().get("slotId").asString();
	}

	private ApiResponse book(String slot, String seats) {
		return this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s",%s}""".formatted(slot, seats));
	}

	/**
	 * Returns the rows of a section of the seat map, from front to back.
	 */
	private List<String> map(String slot, int section) {
		return ApiResponse.values(
				this.ticketly.get("/v1/slots/" + slot + "/seats").json().get("sections").get(section).get("rows"),
				"seats");
	}

	private static List<String> seats(ApiResponse answer) {
		return ApiResponse.values(answer.json(), "seat");
	}

	@Test
	void areShownAsPlanned() {
		ApiResponse scheduled = trySchedule(HALL);
		String slot = scheduled.json().get("slotId").asString();
		ApiResponse answer = this.ticketly.get("/v1/slots/" + slot + "/seats");

		assertThat(scheduled.status()).isEqualTo(201);
		assertThat(scheduled.json().get("capacity").asInt()).isEqualTo(19);
		assertThat(scheduled.json().get("availTickets").asInt()).isEqualTo(18);
		assertThat(answer.json().get("availTickets").asInt()).isEqualTo(18);
		assertThat(ApiResponse.values(answer.json().get("sections"), "section")).containsExactly("Stalls", "Balcony");
		assertThat(map(slot, 0)).containsExactly("..|....", "..|....", "...#");
		assertThat(map(slot, 1)).containsExactly("...");
		assertThat(answer.json().get("sections").get(0).get("accessible").toString()).isEqualTo("[\"A1\",\"A2\"]");
	}

	@Test
	void areShownInAnArenaWithManyDifferentRows() {
		String rows = IntStream.range(0, 25)
			.mapToObj((row) -> "{\"row\":\"%c\",\"seats\":%d,\"aisles\":[4,8,12]}".formatted('A' + row, 13 + row % 12))
			.collect(Collectors.joining(","));
		ApiResponse answer = trySchedule(IntStream.range(0, 98)
			.mapToObj((no) -> "{\"name\":\"Section %d\",\"rows\":[%s],\"accessible\":[\"A1\"]}".formatted(no, rows))
			.collect(Collectors.joining(",", "{\"sections\":[", "]}")));

		assertThat(answer.status()).isEqualTo(201);
		assertThat(map(answer.json().get("slotId").asString(), 97)).hasSize(25);
	}

	@Test
	void areBookedByName() {
		String slot = schedule();

		ApiResponse answer = book(slot, "\"seats\":[\"c2\",\"C1\"]");

		assertThat(answer.status()).isEqualTo(201);
		assertThat(seats(answer)).containsExactly("C1", "C2");
		assertThat(ApiResponse.values(answer.json(), "section")).containsOnly("Stalls");
		assertThat(map(slot, 0)).containsExactly("..|....", "..|....", "xx.#");
		String ticket = answer.json().get(0).get("ticketId").asString();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("seat").asString()).isEqualTo("C1");
	}

	@Test
	void areRefusedWhenTaken() {
		String slot = schedule();
		book(slot, "\"seats\":[\"B3\",\"B4\"]");

		ApiResponse answer = book(slot, "\"seats\":[\"B2\",\"B3\",\"B4\"]");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.problem()).isEqualTo("seats-taken");
		assertThat(answer.json().get("taken").toString()).isEqualTo("[\"B3\",\"B4\"]");
		assertThat(map(slot, 0)).as("no seat of the refused booking is taken")
			.containsExactly("..|....", "..|xx..", "...#");
		assertThat(book(slot, "\"seats\":[\"C4\"]").problem()).as("house seat").isEqualTo("seats-taken");
	}

	@Test
	void requireTheirSectionWhenAmbiguous() {
		String slot = schedule();

		assertThat(book(slot, "\"seats\":[\"A1\"]").invalidFields()).containsExactly("section");
		assertThat(book(slot, "\"seats\":[\"A1\"],\"section\":\"Box\"").invalidFields()).containsExactly("section");
		assertThat(book(slot, "\"seats\":[\"A1\"],\"section\":\"balcony\"").status()).isEqualTo(201);
		assertThat(map(slot, 1)).containsExactly("x..");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "\"seats\":[\"Z9\"];seats", "\"seats\":[\"A1\",\"C7\"];seats", "\"seats\":[];seats",
					"\"seats\":[\"B1\",\"b1\"];seats", "\"seats\":[\"B1\"],\"numTickets\":2;numTickets",
					"\"seats\":\"B1\";seats", "\"seats\":[{}];seats[0]", "\"section\":\"Pit\",\"numTickets\":1;section",
					"\"seats\":[null];seats[0]", "\"x\":1;numTickets" })
	void areRefusedWithTheInvalidField(String seats, String field) {
		assertThat(book(schedule(), seats).invalidFields()).first().isEqualTo(field);
	}

	@Test
	void areReportedWhenUnknown() {
		String slot = schedule();

		assertThat(error(book(slot, "\"seats\":[\"B2\",\"b99\",\"Z1\"]")))
			.isEqualTo("contains names that are not seats of the slot: B99, Z1");
		assertThat(error(book(slot, "\"seats\":[\"A2\",\"B2\"],\"section\":\"Balcony\"")))
			.isEqualTo("contains names that are not seats of the section: B2");
		assertThat(book(slot, "\"seats\":[\"A1\",\"\\ud800\"]").invalidFields()).containsExactly("seats[1]");
		String plain = this.ticketly.schedule("Plain", 501);
		assertThat(error(book(plain, "\"seats\":[\"250\",\"251\"]"))).isEqualTo("must be seats of one section");
	}

	private static String error(ApiResponse answer) {
		assertThat(answer.invalidFields()).containsExactly("seats");
		return answer.json().at("/errors/0/message").asString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "\"seats\":\"B4\";seats;must be an array", "\"seats\":[[\"B4\"]];seats[0];must be a string",
					"\"seats\":\"B4\",\"section\":\"Stalls\";seats;must be an array" })
	void areRefusedWithoutConsequentialErrors(String seats, String field, String message) {
		ApiResponse answer = book(schedule(), seats);

		assertThat(answer.invalidFields()).containsExactly(field);
		assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "\"rows\":3;.rows;must be an array", "\"rows\":[3];.rows[0];must be an object",
					"\"rows\":[{\"seats\":\"x\"}];.rows[0].seats;must be an integer",
					"\"rows\":[{\"aisles\":[[1]]}];.rows[0].aisles[0];must be an integer",
					"\"accessible\":[[\"A1\"]];.accessible[0];must be a string", "\"name\":{};.name;must be a string" })
	void inAPlanAreRefusedWithTheExpectedType(String section, String field, String message) {
		ApiResponse answer = trySchedule("{\"sections\":[{%s}]}".formatted(section));

		assertThat(answer.invalidFields()).containsExactly("seatingPlan.sections[0]" + field);
		assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo(message);
	}

	@Test
	void inAPlanThatAreTooManyAreRefusedWithTheLimit() {
		ApiResponse answer = trySchedule(
				"{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":99999999999}]}]}");

		assertThat(answer.invalidFields()).containsExactly("seatingPlan.sections[0].rows[0].seats");
		assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("must be between 1 and 500");
	}

	@Test
	void areTheBestAvailableForANumberOfTickets() {
		String slot = schedule();

		for (int i = 0; i < 6; i++) {
			assertThat(book(slot, "\"numTickets\":3").status()).isEqualTo(201);
		}

		assertThat(map(slot, 1)).containsExactly("xxx");
		assertThat(this.ticketly.availTickets(slot)).isZero();
		assertThat(book(slot, "\"numTickets\":1").problem()).isEqualTo("sold-out");
	}

	@Test
	void areTakenFromAnotherSectionRatherThanFromTwoRows() {
		String slot = schedule();
		book(slot, "\"seats\":[\"A2\",\"A4\",\"A5\",\"B1\",\"B4\",\"B5\",\"C2\"]");
		book(slot, "\"seats\":[\"B2\",\"A6\"]");

		ApiResponse answer = book(slot, "\"numTickets\":3");

		assertThat(ApiResponse.values(answer.json(), "section")).containsOnly("Balcony");
		assertThat(seats(answer)).containsExactly("A1", "A2", "A3");
		assertThat(book(slot, "\"numTickets\":3").status()).as("booking of seats in two rows").isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "\"seats\":3;\"A1\",\"A2\",\"A3\"",
			"\"seats\":4,\"aisles\":[1];\"A2\",\"A3\"", "\"seats\":2,\"aisles\":[1];" })
	void areTakenFromTheSectionWithTheBestSeats(String row, String accessible) {
		for (int i = 0; i < 10; i++) {
			String slot = trySchedule("""
					{"sections":[{"name":"Worse","rows":[{"row":"A",%s}],"accessible":[%s]},
					{"name":"Better","rows":[{"row":"A","seats":2}]}]}""".formatted(row,
					Objects.requireNonNullElse(accessible, "")))
				.json()
				.get("slotId")
				.asString();

			assertThat(ApiResponse.values(book(slot, "\"numTickets\":2").json(), "section")).containsOnly("Better");
			assertThat(book(slot, "\"numTickets\":2").status()).isEqualTo(201);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{\"row\":\"A-D\",\"seats\":1};{\"row\":\"A-B\",\"seats\":2}",
					"{\"row\":\"A\",\"seats\":4,\"aisles\":[1,2,3]};{\"row\":\"A\",\"seats\":4,\"aisles\":[2]}",
					"{\"row\":\"A\",\"seats\":3},{\"row\":\"B\",\"seats\":1};{\"row\":\"A-B\",\"seats\":2}" })
	void areTakenFromTheSectionThatSplitsTheGroupLeast(String worse, String better) {
		for (int i = 0; i < 10; i++) {
			String slot = trySchedule("""
					{"sections":[{"name":"Worse","rows":[%s]},{"name":"Better","rows":[%s]}]}""".formatted(worse,
					better))
				.json()
				.get("slotId")
				.asString();

			assertThat(ApiResponse.values(book(slot, "\"numTickets\":4").json(), "section")).containsOnly("Better");
			assertThat(book(slot, "\"numTickets\":4").status()).isEqualTo(201);
		}
	}

	@Test
	void areSideBySideAfterAnotherInstanceReleasedSeats() {
		try (TicketlyInstance other = this.builder.start()) {
			String slot = trySchedule("""
					{"sections":[{"name":"Stairs","rows":[{"row":"A-D","seats":1}]},
					{"name":"Bench","rows":[{"row":"A","seats":2}]}]}""").json().get("slotId").asString();
			book(slot, "\"seats\":[\"B1\"]");
			List<String> tickets = ApiResponse
				.values(book(slot, "\"seats\":[\"A1\",\"A2\"],\"section\":\"Bench\"").json(), "ticketId");
			tickets.forEach((ticket) -> other.delete("/v1/tickets/" + ticket));

			ApiResponse answer = book(slot, "\"numTickets\":2");

			assertThat(ApiResponse.values(answer.json(), "section")).containsOnly("Bench");
		}
	}

	@Test
	void haveNumbersWithoutASeatingPlan() {
		String slot = this.ticketly.schedule("Plain", 501);

		ApiResponse answer = book(slot, "\"seats\":[\"251\",\"252\"]");

		assertThat(seats(answer)).containsExactly("251", "252");
		assertThat(this.ticketly.get("/v1/slots/" + slot + "/seats")
			.json()
			.get("sections")
			.get(1)
			.get("rows")
			.get(0)
			.get("first")
			.asInt()).isEqualTo(251);
		assertThat(map(slot, 1).getFirst()).startsWith("xx..").hasSize(251);
	}

	@Test
	void haveAnETagThatChangesWithTheirState() {
		String slot = schedule();

		for (String path : List.of("/v1/slots/" + slot + "/seats", "/v1/slots/" + slot)) {
			ApiResponse answer = this.ticketly.get(path);
			String tag = answer.header("ETag");
			ApiResponse head = head(path, "X-Nothing", "at all");

			assertThat(tag).endsWith("\"");
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("ETag")).isEqualTo(tag);
			assertThat(head.header("Cache-Control")).isEqualTo(answer.header("Cache-Control"));
			for (String known : List.of(tag, "\"another\", " + tag, "*")) {
				for (ApiResponse unchanged : List.of(this.ticketly.get(path, "If-None-Match", known),
						head(path, "If-None-Match", known))) {
					assertThat(unchanged.status()).isEqualTo(304);
					assertThat(unchanged.header("ETag")).isEqualTo(tag);
					assertThat(unchanged.response().body()).isEmpty();
				}
			}
			book(slot, "\"numTickets\":1");
			assertThat(this.ticketly.get(path, "If-None-Match", tag).status()).isEqualTo(200);
			assertThat(head(path, "If-None-Match", tag).status()).isEqualTo(200);
		}
		assertThat(this.ticketly.get("/v1/slots/SLT/seats", "If-None-Match", "*").status()).isEqualTo(404);
	}

	private ApiResponse head(String path, String... headers) {
		return this.ticketly.send(this.ticketly.request(path, headers).HEAD());
	}

	@Test
	void areReadAndRenderedFewTimesForAThousandConcurrentRequests() {
		String slot = this.ticketly.schedule("Hot", 500);
		SharedViews views = this.ticketly.bean(SharedViews.class);
		this.ticketly.bookOne(slot, "Ann");
		views.seats(new SlotId(slot));
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();

		List<Rendered<SeatsView>> seats = Concurrently.call(1000, (i) -> views.seats(new SlotId(slot)).orElseThrow());

		assertThat(seats).allMatch((view) -> new String(view.body(), UTF_8).contains("\"availTickets\":499"));
		assertThat(seats.stream().map(Rendered::body).distinct()).hasSizeLessThan(50);
		assertThat(watch.count()).isLessThan(100);
	}

	@Test
	void inAListingAreReadFewTimesForAThousandConcurrentRequests() {
		String slot = this.ticketly.schedule("Wanted", 500);
		SharedViews views = this.ticketly.bean(SharedViews.class);
		this.ticketly.bookOne(slot, "Ann");
		SlotListing.PageRequest request = new SlotListing.PageRequest(new SlotQuery(null, null, "Wanted", null, null),
				true, null, 1);
		views.page(request);
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();

		List<SharedViews.SlotPage> pages = Concurrently.call(1000, (i) -> views.page(request));

		assertThat(pages).allMatch((page) -> new String(page.view().body(), UTF_8).contains("\"availTickets\":499"));
		assertThat(watch.count(QueryRequest.class) + watch.count(BatchGetItemRequest.class)).isLessThan(100);
	}

	@Test
	void includeEveryBookingConfirmedBefore() {
		String slot = this.ticketly.schedule("Hot", 500);

		List<Boolean> seen = Concurrently.call(300, (i) -> {
			if (i % 5 > 0) {
				return this.ticketly.get("/v1/slots/" + slot + "/seats").status() == 200;
			}
			List<String> booked = seats(book(slot, "\"numTickets\":2"));
			String map = map(slot, 0).getFirst();
			return booked.stream().allMatch((seat) -> map.charAt(Integer.parseInt(seat) - 1) == 'x');
		});

		assertThat(seen).containsOnly(true);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{};seatingPlan.sections", "{\"sections\":[]};seatingPlan.sections",
			"[];seatingPlan", "{\"sections\":[{\"name\":\"S\"}]};seatingPlan.sections[0].rows",
			"{\"sections\":[{\"rows\":[{\"row\":\"A\",\"seats\":1}]}]};seatingPlan.sections[0].name",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"1\",\"seats\":1}]}]};seatingPlan.sections[0].rows[0].row",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"B-A\",\"seats\":1}]}]};seatingPlan.sections[0].rows[0].row",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":1},{\"row\":\"a\",\"seats\":1}]}]};seatingPlan.sections[0].rows[1].row",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":0}]}]};seatingPlan.sections[0].rows[0].seats",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":\"x\"}]}]};seatingPlan.sections[0].rows[0].seats",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":4,\"aisles\":[4]}]}]};seatingPlan.sections[0].rows[0].aisles",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A-F\",\"seats\":100}]}]};seatingPlan.sections[0].rows",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":4}],\"house\":[\"B1\"]}]};seatingPlan.sections[0].house",
			"{\"sections\":[{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":4}]},{\"name\":\"s\",\"rows\":[{\"row\":\"A\",\"seats\":4}]}]};seatingPlan.sections[1].name" })
	void inAnInvalidPlanAreRefusedWithTheInvalidField(String plan, String field) {
		ApiResponse answer = trySchedule(plan);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactly(field);
	}

	@Test
	void inAnInvalidPlanAreRefusedWithAllInvalidFields() {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots",
				"""
						{"slotName":"","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
						"slotType":"Movie","genre":"Action","seatingPlan":{"sections":[
						{"name":"Stalls","rows":[{"row":"A-B","seats":4,"aisles":[2,4]},{"row":"ß","seats":2}]},
						{"name":"Box","rows":[{"row":"A","seats":0}],"house":["A1","a1"]},
						null,
						{"name":"\u017ftalls","rows":[{"row":"A","seats":4,"aisles":[2,2]}],"accessible":["A1","Z1"],"house":["A1",null]},
						{"name":"Loge","rows":[{"row":"A","seats":400},{"row":"A","seats":400}]}]}}""");

		String section = "seatingPlan.sections[%d]%s";
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder("slotName",
				section.formatted(0, ".rows[0].aisles"), section.formatted(0, ".rows[1].row"),
				section.formatted(1, ".rows[0].seats"), section.formatted(1, ".house"), section.formatted(2, ""),
				section.formatted(3, ".name"), section.formatted(3, ".rows[0].aisles"),
				section.formatted(3, ".accessible"), section.formatted(3, ".house[1]"),
				section.formatted(4, ".rows[1].row"), section.formatted(4, ".rows"));
	}

}
