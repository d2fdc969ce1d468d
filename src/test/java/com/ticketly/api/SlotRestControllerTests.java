package com.ticketly.api;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlotRestControllerTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(Clock.system(ZoneId.of("Asia/Kolkata")))
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@BeforeAll
	void scheduleAWeek() {
		for (int day = 1; day <= 9; day++) {
			for (int screen = 0; screen < 2; screen++) {
				schedule("Film " + day, "2031-01-0%d 20:00".formatted(day), (day % 3 == 0) ? "Concert" : "Movie",
						(day % 2 == 0) ? "Drama" : "Scifi", 2);
			}
		}
	}

	private String schedule(String name, String start, String type, String genre, int capacity) {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"Well.","startTime":"%s","endTime":"2039-02-01 00:00",
				"slotType":"%s","genre":"%s","capacity":%d}""".formatted(name, start, type, genre, capacity));
		assertThat(answer.status()).isEqualTo(201);
		return answer.json().get("slotId").asString();
	}

	private List<String> names(String query) {
		return ApiResponse.values(this.ticketly.get("/v1/slots?" + query).json().get("items"), "slotName");
	}

	@Test
	void schedulesASlotWithTwentySeatsByDefault() {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"Bond faces his past.","startTime":"2030-11-01 12:22",
				"endTime":"2030-11-01T15:22","slotType":"MOVIE","genre":"historical fiction"}""");

		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().get("startTime").asString()).isEqualTo("2030-11-01T12:22:00+05:30");
		assertThat(answer.json().get("endTime").asString()).isEqualTo("2030-11-01T15:22:00+05:30");
		assertThat(answer.json().get("slotType").asString()).isEqualTo("Movie");
		assertThat(answer.json().get("genre").asString()).isEqualTo("Historical Fiction");
		assertThat(answer.json().get("availTickets").asInt()).isEqualTo(20);
		assertThat(answer.json().get("capacity").asInt()).isEqualTo(20);
		String path = answer.header("Location").replaceFirst("http://localhost:\\d+", "");
		assertThat(this.ticketly.get(path).json()).isEqualTo(answer.json());
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-11-01T06:52:00Z", "2030-11-01T12:22:00+05:30", "2030-11-01 12:22:00",
			"2030-11-01T12:22", "2030-11-01T06:52:00.000Z", "2030-11-01t06:52z" })
	void acceptsTimesWithAndWithoutOffset(String start) {
		String slot = schedule("Times", start, "Movie", "Action", 1);

		assertThat(this.ticketly.get("/v1/slots/" + slot).json().get("startTime").asString())
			.isEqualTo("2030-11-01T12:22:00+05:30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-11-01", "12:22", "2030-02-30 12:22", "2030-11-01 24:22", "soon", "1604233320",
			"0999-11-01 12:22", "2030-11-01 12:22 IST" })
	void refusesInvalidTimes(String start) {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"A","slotDescription":"","startTime":"%s","endTime":"2031-02-01 00:00",
				"slotType":"Movie","genre":"Drama"}""".formatted(start));

		assertThat(answer.invalidFields()).containsExactly("startTime");
	}

	@Test
	void reportsAllInvalidFields() {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 12:22","slotType":"Play",
				"genre":7,"capacity":0}""");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder("slotName", "slotDescription", "endTime",
				"slotType", "genre", "capacity");
	}

	@ParameterizedTest
	@CsvSource({ "49500, 201", "49501, 400", "-1, 400" })
	void limitsTheCapacityToTheMaximumOfAllSections(int capacity, int status) {
		ApiResponse answer = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Stadium","slotDescription":"","startTime":"2032-11-01 12:22","endTime":"2032-11-01 15:22",
				"slotType":"Concert","genre":"Drama","capacity":%d}""".formatted(capacity));

		assertThat(answer.status()).isEqualTo(status);
		if (status == 201) {
			assertThat(this.ticketly.availTickets(answer.json().get("slotId").asString())).isEqualTo(capacity);
		}
	}

	@Test
	void listsSlotsByStartAndFilters() {
		String january = "from=2031-01-01%2000:00&to=2031-01-31%2000:00&limit=100";

		assertThat(names(january)).hasSize(18).isSorted();
		assertThat(names(january + "&genre=drama").stream().distinct()).containsExactly("Film 2", "Film 4", "Film 6",
				"Film 8");
		assertThat(names(january + "&slotType=concert").stream().distinct()).containsExactly("Film 3", "Film 6",
				"Film 9");
		assertThat(names(january + "&slotType=concert&genre=Drama").stream().distinct()).containsExactly("Film 6");
		assertThat(names("name=Film%207")).containsExactly("Film 7", "Film 7");
		assertThat(names("name=Film")).isEmpty();
		assertThat(names("from=2031-01-03%2020:00&to=2031-01-04%2020:00").stream().distinct()).containsExactly("Film 3",
				"Film 4");
		assertThat(names("from=2031-01-09T14:30:00Z&to=2031-01-09T20:00:00+05:30")).hasSize(2);
	}

	@Test
	void listsUpcomingSlotsWhenNoTimeIsGiven() {
		ApiResponse past = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Long ago","slotDescription":"","startTime":"2020-11-01 12:22","endTime":"2020-11-01 15:22",
				"slotType":"Movie","genre":"Saga"}""");

		assertThat(past.json().get("availTickets").asInt()).as("available tickets of a past slot").isZero();
		assertThat(names("genre=Saga")).isEmpty();
		assertThat(names("genre=Saga&from=2020-01-01%2000:00")).containsExactly("Long ago");
		assertThat(names("genre=Saga&to=2021-01-01%2000:00")).containsExactly("Long ago");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&genre=Drama", "&slotType=Movie", "&available=true", "&name=Film%202" })
	void returnsTheSameListInPages(String filter) {
		String query = "from=2031-01-01%2000:00&to=2031-01-31%2000:00" + filter;
		List<String> all = ApiResponse.values(this.ticketly.get("/v1/slots?limit=100&" + query).json().get("items"),
				"slotId");

		List<String> paged = new ArrayList<>();
		String path = "/v1/slots?limit=3&" + query;
		while (!path.isEmpty()) {
			ApiResponse page = this.ticketly.get(path);
			List<String> ids = ApiResponse.values(page.json().get("items"), "slotId");
			assertThat(ids).hasSizeLessThanOrEqualTo(3);
			paged.addAll(ids);
			assertThat(page.json().has("next")).isEqualTo(!page.header("Link").isEmpty());
			path = page.header("Link").replaceFirst("<http://localhost:\\d+(.*)>; rel=\"next\"", "$1");
		}

		assertThat(paged).isEqualTo(all).isNotEmpty();
	}

	@Test
	void filtersByAvailability() {
		String full = schedule("Popular", "2033-01-01 20:00", "Movie", "Horror", 1);
		String free = schedule("Unpopular", "2033-01-01 20:00", "Movie", "Horror", 1);
		this.ticketly.bookOne(full, "Ann");

		assertThat(names("genre=Horror&available=true")).containsExactly("Unpopular");
		assertThat(names("genre=Horror&available=false")).containsExactly("Popular");
		assertThat(names("genre=Horror")).hasSize(2);
		this.ticketly.bookOne(free, "Ann");
		assertThat(names("genre=Horror&available=true")).isEmpty();
	}

	@Test
	void reportsAllInvalidParameters() {
		ApiResponse answer = this.ticketly
			.get("/v1/slots?genre=x&slotType=y&from=z&available=perhaps&limit=101&next=n&name=a&name=b");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder("genre", "slotType", "from", "available", "limit",
				"next", "name");
		assertThat(this.ticketly.get("/v1/slots?from=2031-01-02%2000:00&to=2031-01-01%2000:00").invalidFields())
			.containsExactly("to");
	}

	@Test
	void answersNotModifiedUntilASeatIsSold() {
		String slot = schedule("Tagged", "2034-01-01 20:00", "Movie", "Action", 2);
		String tag = this.ticketly.get("/v1/slots/" + slot).header("ETag");

		assertThat(tag).isNotEmpty();
		assertThat(this.ticketly.get("/v1/slots/" + slot, "If-None-Match", tag).status()).isEqualTo(304);
		this.ticketly.bookOne(slot, "Ann");
		assertThat(this.ticketly.get("/v1/slots/" + slot, "If-None-Match", tag).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "SLT", "SLT00000000000000000000000000", "slt00000000000000000000000000" })
	void answersNotFoundForUnknownSlots(String id) {
		assertThat(this.ticketly.get("/v1/slots/" + id).problem()).isEqualTo("slot-not-found");
		assertThat(this.ticketly.getAsOperator("/v1/slots/" + id + "/tickets").problem()).isEqualTo("slot-not-found");
	}

	@Test
	void listsTicketsByStatusAndInPages() {
		String slot = schedule("Tickets", "2034-02-01 20:00", "Movie", "Action", 30);
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			ids.addAll(ApiResponse.values(this.ticketly.book(slot, "Ann", 3).json(), "ticketId"));
		}
		this.ticketly.delete("/v1/tickets/" + ids.get(4));

		List<String> paged = this.ticketly.ticketIdsOfAllPages("/v1/slots/" + slot + "/tickets");

		assertThat(paged).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(ApiResponse.values(
				this.ticketly.getAsOperator("/v1/slots/" + slot + "/tickets?status=canceled").json().get("items"),
				"ticketId"))
			.containsExactly(ids.get(4));
		assertThat(this.ticketly.getAsOperator("/v1/slots/" + slot + "/tickets?status=lost&limit=0&next=!")
			.invalidFields()).containsExactlyInAnyOrder("status", "limit", "next");
	}

}
