package com.ticketly.api;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.drawing.SeatingPicture;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.slot.SlotId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatsPictureTests {

	private static final String SVG = "image/svg+xml";

	/**
	 * What Chromium accepts where a page shows an image.
	 */
	private static final String BROWSER_IMAGE = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

	/**
	 * What Chromium accepts where it opens an address.
	 */
	private static final String BROWSER_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
			+ "image/webp,image/apng,*/*;q=0.8";

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private static String path(String slot) {
		return "/v1/slots/" + slot + "/seats";
	}

	private ApiResponse get(String slot, String accept) {
		return this.ticketly.get(path(slot), "Accept", accept);
	}

	private String picture(String slot) {
		return get(slot, SVG).response().body();
	}

	private String scheduleHall(String name) {
		return this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Concert","genre":"Action","seatingPlan":{"sections":[
				{"name":"<b>Stalls</b>","rows":[{"row":"A","seats":4,"aisles":[2]}],"accessible":["A1"]},
				{"name":"Balcony","rows":[{"row":"A","seats":2}]}]}}""".formatted(name))
			.json()
			.get("slotId")
			.asString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "*/*|application/json", "application/json|application/json", "application/*|application/json",
					"application/json, image/svg+xml|application/json", "image/svg+xml;q=0.5, */*|application/json",
					"image/svg+xml;q=0.5, application/json|application/json", "image/svg+xml;q=0, */*|application/json",
					BROWSER_PAGE + "|application/json", SVG + "|" + SVG, "image/*|" + SVG, "IMAGE/SVG+XML|" + SVG,
					"image/svg+xml;charset=utf-8|" + SVG, "image/svg+xml, application/json|" + SVG,
					"application/json;q=0.1, image/svg+xml;q=0.2|" + SVG, "image/svg+xml, */*;q=0.1|" + SVG,
					BROWSER_IMAGE + "|" + SVG })
	void isTheAnswerForClientsThatPreferIt(String accept, String type) {
		ApiResponse answer = get(this.ticketly.schedule("Skyfall", 3), accept);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo(type);
		assertThat(answer.header("Vary")).isEqualTo("Accept");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
	}

	@Test
	void isNotTheAnswerByDefault() {
		ApiResponse answer = this.ticketly.get(path(this.ticketly.schedule("Skyfall", 3)));

		assertThat(answer.json().get("availTickets").asInt()).isEqualTo(3);
		assertThat(answer.header("Vary")).isEqualTo("Accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "text/html", "application/xml", "nonsense", "image/svg+xml;q=0" })
	void isTheOnlyOtherType(String accept) {
		assertThat(get(this.ticketly.schedule("Skyfall", 3), accept).problem()).isEqualTo("not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SLT", "SLT<script>", "none" })
	void doesNotExistForUnknownSlots(String slot) {
		ApiResponse answer = get(slot.replace("<", "%3C").replace(">", "%3E"), SVG);

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.problem()).isEqualTo("slot-not-found");
	}

	@Test
	void refusesUnknownParametersAsAProblem() {
		ApiResponse answer = this.ticketly.get(path(this.ticketly.schedule("Skyfall", 3)) + "?x=1", "Accept", SVG);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactly("x");
	}

	@Test
	void runsNothing() {
		ApiResponse answer = get(scheduleHall("<script>alert(1)</script> & \\\"quotes\\\""), SVG);

		assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.response().body())
			.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"quotes\"</title>", "&lt;b&gt;Stalls&lt;/b&gt;")
			.doesNotContain("<script", "<b>", "style=");
	}

	@Test
	void hasATagOfItsOwnThatChangesWithTheSeats() {
		String slot = this.ticketly.schedule("Skyfall", 3);
		ApiResponse picture = get(slot, SVG);
		String tag = picture.header("ETag");
		String tagOfJson = this.ticketly.get(path(slot)).header("ETag");

		assertThat(tag).isNotEqualTo(tagOfJson);
		for (String known : List.of(tag, "\"another\", " + tag, "*")) {
			ApiResponse unchanged = this.ticketly.get(path(slot), "Accept", SVG, "If-None-Match", known);
			assertThat(unchanged.status()).isEqualTo(304);
			assertThat(unchanged.header("ETag")).isEqualTo(tag);
			assertThat(unchanged.header("Vary")).isEqualTo("Accept");
			assertThat(unchanged.response().body()).isEmpty();
		}
		assertThat(this.ticketly.get(path(slot), "Accept", SVG, "If-None-Match", tagOfJson).status()).isEqualTo(200);
		assertThat(this.ticketly.get(path(slot), "If-None-Match", tag).status()).isEqualTo(200);
		assertThat(this.ticketly.get(path(slot), "If-None-Match", tagOfJson).header("Vary")).isEqualTo("Accept");
		ApiResponse head = this.ticketly.send(this.ticketly.request(path(slot), "Accept", SVG).HEAD());
		assertThat(head.header("ETag")).isEqualTo(tag);
		assertThat(head.header("Content-Length")).isEqualTo(picture.header("Content-Length"));
		this.ticketly.bookOne(slot, "Ann");
		assertThat(this.ticketly.get(path(slot), "Accept", SVG, "If-None-Match", tag).status()).isEqualTo(200);
	}

	@Test
	void showsTheStateOfEachSeat() {
		String slot = scheduleHall("Skyfall");
		this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["A3"]}""".formatted(slot));
		this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["A2"],"section":"Balcony"}"""
			.formatted(slot));
		this.ticketly.postAsOperator("/v1/slots/" + slot + "/seats/block", "{\"seats\":[\"A4\"]}");

		assertThat(picture(slot)).contains(">Skyfall</title>", ">Stage</text>",
				"row A, seat 1, free, wheelchair-accessible<", "row A, seat 2, free<", "row A, seat 3, taken<",
				"row A, seat 4, not for sale<", "Balcony, row A, seat 1, free<", "Balcony, row A, seat 2, held<",
				"Free: 3. Held: 1. Taken: 1. Not for sale: 1.");
	}

	@Test
	void showsNoSeatOfACanceledSlotAsFree() {
		String slot = scheduleHall("Skyfall");
		this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["A3"]}""".formatted(slot));
		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(picture(slot)).contains("Free: 0. Held: 0. Taken: 0. Not for sale: 6.");
	}

	@Test
	void showsTheLargestSlot() {
		String slot = this.ticketly.schedule("Arena", 49_500);

		assertThat(picture(slot)).contains("<title>Seat 49500, free</title>").endsWith("</svg>");
	}

	@Test
	void isReadAndDrawnFewTimesForAThousandConcurrentRequests() {
		String slot = this.ticketly.schedule("Hot", 500);
		SharedViews views = this.ticketly.bean(SharedViews.class);
		this.ticketly.bookOne(slot, "Ann");
		views.picture(new SlotId(slot));
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();

		List<Rendered<SeatingPicture>> pictures = Concurrently.call(1000,
				(i) -> views.picture(new SlotId(slot)).orElseThrow());

		assertThat(pictures).allMatch((view) -> new String(view.body(), UTF_8).contains("Free: 499."));
		assertThat(pictures.stream().map(Rendered::body).distinct()).hasSizeLessThan(50);
		assertThat(watch.count()).isLessThan(100);
	}

}
