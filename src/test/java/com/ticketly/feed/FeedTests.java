package com.ticketly.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests slots as a calendar, and as events of schema.org.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TestClock.at("2030-01-01T00:00:00Z").withZone(ZoneId.of("Europe/Berlin")))
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private String schedule(String fields) {
		return schedule("2030-11-01", fields);
	}

	private String schedule(String day, String fields) {
		return this.ticketly.postAsOperator("/v1/slots", """
				{"startTime":"%1$s 20:00","endTime":"%1$s 22:00","genre":"Action",%2$s}""".formatted(day, fields))
			.json()
			.get("slotId")
			.asString();
	}

	private ApiResponse calendar(String query, String... headers) {
		return this.ticketly.get("/v1/slots" + query, merge(headers, "text/calendar"));
	}

	private static String[] merge(String[] headers, String accept) {
		return IntStream.range(0, headers.length + 2)
			.mapToObj((i) -> (i < headers.length) ? headers[i] : (i == headers.length) ? "Accept" : accept)
			.toArray(String[]::new);
	}

	private static List<VEvent> events(ApiResponse answer) {
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		ICalendar calendar = Biweekly.parse(answer.response().body()).first();
		assertThat(calendar.validate(biweekly.ICalVersion.V2_0)).isEmpty();
		return calendar.getEvents();
	}

	@Test
	void showsSlotsAsACalendar() {
		String name = "Ärger, \\\"; 🎬🎬🎬 und so weiter, mit einem langen Namen über mehrere Zeilen 🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬";
		String slot = schedule("2030-10-01", "\"slotName\":\"" + name
				+ "\",\"slotDescription\":\"One\\r\\nTwo\\tthree; four\",\"slotType\":\"Movie\"");
		String canceled = schedule("2030-10-02",
				"\"slotName\":\"Canceled\",\"slotDescription\":\"\",\"slotType\":\"Concert\"");
		this.ticketly.postAsOperator("/v1/slots/" + canceled + "/cancel", "{\"reason\":\"No singer.\"}");
		ApiResponse answer = calendar("?from=2030-10-01&to=2030-10-02");
		List<VEvent> events = events(answer);
		VEvent event = events.getFirst();

		assertThat(answer.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
		assertThat(answer.response().body().lines())
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
		assertThat(events).hasSize(2);
		assertThat(event.getUid().getValue()).isEqualTo(slot + "@ticketly");
		assertThat(event.getSummary().getValue()).isEqualTo(name.replace("\\\"", "\""));
		assertThat(event.getDescription().getValue()).isEqualTo("One\nTwo\tthree; four");
		assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2030-10-01T18:00:00Z"));
		assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse("2030-10-01T20:00:00Z"));
		assertThat(event.getStatus().isConfirmed()).isTrue();
		assertThat(events.getLast().getStatus().isCancelled()).isTrue();
		assertThat(events.getLast().getDescription().getValue()).isEqualTo("No singer.");
		assertThat(events.getLast().getSequence().getValue()).isOne();
	}

	@Test
	void savesTheBodyOfACalendarThatHasNotChanged() {
		schedule("\"slotName\":\"Tagged\",\"slotDescription\":\"\",\"slotType\":\"Movie\"");
		String tag = calendar("?name=Tagged").header("ETag");

		assertThat(calendar("?name=Tagged", "If-None-Match", tag).status()).isEqualTo(304);
		assertThat(calendar("?name=Tagged").header("Cache-Control")).isEqualTo("no-cache");
		assertThat(calendar("?name=Tagged").header("Vary")).contains("Accept");
		assertThat(this.ticketly.get("/v1/slots").header("Vary")).contains("Accept");
		assertThat(this.ticketly.get("/v1/slots").header("Content-Type")).isEqualTo("application/json");
		assertThat(calendar("?limit=x").status()).isEqualTo(400);
	}

	@Test
	void showsMoreSlotsThanAPage() {
		IntStream.range(0, 120)
			.forEach((i) -> schedule("\"slotName\":\"Many\",\"slotDescription\":\"\",\"slotType\":\"Movie\""));

		assertThat(events(calendar("?name=Many"))).hasSize(120);
		assertThat(events(calendar("?name=Many&limit=7"))).hasSize(7);
	}

	@Test
	void describesSlotsForSearchEngines() {
		String hall = this.ticketly.postAsOperator("/v1/halls",
				"{\"name\":\"Large hall\",\"zone\":\"America/New_York\",\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":9}]}]}}")
			.json()
			.get("hallId")
			.asString();
		String slot = schedule("\"slotName\":\"</script>, \\\"quoted\\\" 🎬\",\"slotDescription\":\"One\\nTwo\","
				+ "\"slotType\":\"Movie\",\"hallId\":\"" + hall + "\"");
		ApiResponse answer = this.ticketly.get("/v1/slots/" + slot, "Accept", "application/ld+json");
		JsonNode event = answer.json();

		assertThat(answer.header("Content-Type")).isEqualTo("application/ld+json");
		assertThat(answer.response().body()).doesNotContain("</script>");
		assertThat(event.get("@context").asString()).isEqualTo("https://schema.org");
		assertThat(event.get("@type").asString()).isEqualTo("ScreeningEvent");
		assertThat(event.get("name").asString()).isEqualTo("</script>, \"quoted\" 🎬");
		assertThat(event.get("description").asString()).isEqualTo("One\nTwo");
		assertThat(event.get("startDate").asString()).isEqualTo("2030-11-01T20:00:00-04:00");
		assertThat(event.get("eventStatus").asString()).isEqualTo("https://schema.org/EventScheduled");
		assertThat(event.at("/location/@type").asString()).isEqualTo("Place");
		assertThat(event.at("/location/name").asString()).isEqualTo("Large hall");
		assertThat(event.at("/offers/availability").asString()).isEqualTo("https://schema.org/InStock");
		assertThat(events(calendar("?to=2030-12-31")).stream()
			.filter((entry) -> entry.getUid().getValue().startsWith(slot))
			.findFirst()
			.orElseThrow()
			.getLocation()
			.getValue()).isEqualTo("Large hall");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EUR | 1800 | 950  | {"@type":"AggregateOffer","lowPrice":"9.50","highPrice":"18.00","priceCurrency":"EUR"}
			EUR | 1800 | 1800 | {"@type":"Offer","price":"18.00","priceCurrency":"EUR"}
			JPY | 1800 | 0    | {"@type":"AggregateOffer","lowPrice":"0","highPrice":"1800","priceCurrency":"JPY"}
			""")
	void saysWhatTicketsCost(String currency, int adult, int child, String offer) {
		String slot = schedule("""
				"slotName":"Priced","slotDescription":"","slotType":"Movie","sale":{"salesFrom":"2030-02-01 10:00",
				"prices":{"currency":"%s","categories":[{"category":"All",
				"prices":[{"concession":"Adult","amount":%d},{"concession":"Child","amount":%d}]}]}}"""
			.formatted(currency, adult, child));
		ObjectNode expected = (ObjectNode) JsonMapper.shared().readTree(offer);
		expected.put("availability", "https://schema.org/InStock").put("validFrom", "2030-02-01T10:00:00+01:00");

		assertThat(this.ticketly.get("/v1/slots/" + slot, "Accept", "application/ld+json").json().get("offers"))
			.isEqualTo(expected);
	}

	@Test
	void saysNoPriceOfSlotsWithoutPrices() {
		String slot = schedule("\"slotName\":\"Free\",\"slotDescription\":\"\",\"slotType\":\"Movie\"");

		assertThat(this.ticketly.get("/v1/slots/" + slot, "Accept", "application/ld+json")
			.json()
			.get("offers")
			.propertyNames()).containsExactly("@type", "availability");
	}

	@Test
	void saysWhichEventsAreSoldOutOrCanceled() {
		String slot = schedule(
				"\"slotName\":\"Concert\",\"slotDescription\":\"\",\"slotType\":\"Concert\",\"capacity\":1");
		this.ticketly.book(slot, "Ann", 1);
		JsonNode soldOut = this.ticketly.get("/v1/slots/" + slot, "Accept", "application/ld+json").json();
		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"No singer.\"}");
		JsonNode canceled = this.ticketly.get("/v1/slots/" + slot, "Accept", "application/ld+json").json();

		assertThat(soldOut.get("@type").asString()).isEqualTo("MusicEvent");
		assertThat(soldOut.at("/offers/availability").asString()).isEqualTo("https://schema.org/SoldOut");
		assertThat(soldOut.has("description") || soldOut.has("location")).isFalse();
		assertThat(canceled.get("eventStatus").asString()).isEqualTo("https://schema.org/EventCancelled");
		assertThat(this.ticketly.get("/v1/slots/" + slot, "Accept", "*/*").header("Content-Type"))
			.isEqualTo("application/json");
		assertThat(
				this.ticketly.get("/v1/slots/SLT01JDA3M5Q8RST9VWXYZ0123456", "Accept", "application/ld+json").problem())
			.isEqualTo("slot-not-found");
	}

}
