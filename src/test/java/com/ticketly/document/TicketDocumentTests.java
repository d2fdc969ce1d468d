package com.ticketly.document;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import biweekly.Biweekly;
import com.google.zxing.ResultMetadataType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticketcode.TestKeys;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketTag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketDocumentTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
			+ "image/apng,*/*;q=0.8";

	private static final String PLAN = """
			{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-02 01:30",
			"slotType":"Movie","genre":"Action",
			"seatingPlan":{"sections":[{"name":"Stalls <left>","rows":[{"row":"C","seats":20}]}]}}""";

	private final TestClock clock = TestClock.at("2030-10-01T10:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with(this.clock).start();

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.http.close();
	}

	private String book(String name) {
		return this.ticketly.bookOne(schedule(name), "Ann");
	}

	private String schedule(String name) {
		return this.ticketly.postAsOperator("/v1/slots", PLAN.formatted(name)).json().get("slotId").asString();
	}

	private ApiResponse get(String ticket, String accept) {
		return this.ticketly.get("/v1/tickets/" + ticket, "Accept", accept);
	}

	private HttpResponse<byte[]> bytes(String path, String accept) throws IOException, InterruptedException {
		return this.http.send(this.ticketly.request(path, "Accept", accept).GET().build(), BodyHandlers.ofByteArray());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "*/*|application/json", "application/json|application/json", "application/*|application/json",
					"application/json, text/html|application/json", "text/html;q=0.5, */*|application/json",
					"application/pdf;q=0.5, application/json|application/json", "text/html;q=0, */*|application/json",
					BROWSER + "|text/html;charset=UTF-8", "text/html|text/html;charset=UTF-8",
					"text/*|text/html;charset=UTF-8", "text/html;charset=utf-16|text/html;charset=UTF-8",
					"application/json;q=0.1, text/html;q=0.2|text/html;charset=UTF-8",
					"application/pdf|application/pdf", "application/json;q=0, application/pdf|application/pdf",
					"text/calendar|text/calendar;charset=UTF-8",
					"text/calendar, text/html;q=0.9|text/calendar;charset=UTF-8" })
	void answersWithTheTypeThatTheClientWants(String accept, String type) {
		ApiResponse answer = get(book("Skyfall"), accept);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo(type);
		assertThat(answer.header("Vary")).isEqualTo("Accept");
		assertThat(answer.header("Cache-Control")).contains("no-store");
	}

	@ParameterizedTest
	@CsvSource({ "EUR, '€1,234.50 (Stalls & more, Adult)'", "JPY, 'JP¥123,450 (Stalls & more, Adult)'",
			"CHF, 'CHF1,234.50 (Stalls & more, Adult)'" })
	void showsWhatATicketCosts(String currency, String price) throws IOException, InterruptedException {
		String prices = """
				,"sale":{"prices":{"currency":"%s","categories":[{"category":"Stalls & more",
				"prices":[{"concession":"Adult","amount":123450}]}]}}}""".formatted(currency);
		String slot = this.ticketly
			.postAsOperator("/v1/slots", PLAN.formatted("Priced").replaceAll("\\}$", Matcher.quoteReplacement(prices)))
			.json()
			.get("slotId")
			.asString();
		String ticket = this.ticketly.bookOne(slot, "Ann");

		assertThat(PdfText.of(bytes("/v1/tickets/" + ticket, "application/pdf").body()).text())
			.contains("Price " + price);
		assertThat(get(ticket, "text/html").response().body())
			.contains("<dt>Price</dt><dd dir=\"auto\">" + price.replace("&", "&amp;") + "</dd>");
	}

	@Test
	void showsNoPriceOfTicketsWithoutOne() throws IOException, InterruptedException {
		String ticket = book("Skyfall");

		assertThat(PdfText.of(bytes("/v1/tickets/" + ticket, "application/pdf").body()).text()).doesNotContain("Price");
		assertThat(get(ticket, "text/html").response().body()).doesNotContain("Price");
	}

	@Test
	void answersWithJsonByDefault() {
		assertThat(this.ticketly.get("/v1/tickets/" + book("Skyfall")).json().get("seat").asString()).isEqualTo("C10");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "image/png", "text/plain", "nonsense", "text/html;q=0" })
	void refusesOtherTypes(String accept) {
		ApiResponse answer = get(book("Skyfall"), accept);

		assertThat(answer.status()).isEqualTo(406);
		assertThat(answer.problem()).isEqualTo("not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/pdf", "text/calendar", "application/json" })
	void doesNotKnowOtherTickets(String accept) {
		assertThat(get("TKT1", accept).problem()).isEqualTo("ticket-not-found");
		assertThat(this.ticketly.get("/v1/tickets/TKT1/code", "Accept", "image/png, application/json;q=0.1").problem())
			.isEqualTo("ticket-not-found");
	}

	@Test
	void showsAPageWithTheCode() {
		String ticket = book("Skyfall & \\\"Quantum\\\" <script>");

		ApiResponse page = get(ticket, BROWSER);

		assertThat(page.response().body())
			.contains("<title>Skyfall &amp; &quot;Quantum&quot; &lt;script&gt;</title>", "Friday, 1 November 2030",
					"12:22 – Saturday, 2 November 2030, 01:30 Z", "Stalls &lt;left&gt;", ">C10<", "<svg",
					"href=\"/tickets.css\"")
			.doesNotContain("<script", "style=", "Canceled", "Ann", "9653864514", ticket);
		assertThat(page.header("Content-Security-Policy")).isEqualTo("default-src 'none'; style-src 'self'; "
				+ "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
		assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(this.ticketly.get("/tickets.css").header("Content-Type")).startsWith("text/css");
	}

	@Test
	void findsTheStylesheetBehindAPrefix() {
		ApiResponse page = this.ticketly.get("/v1/tickets/" + book("Skyfall"), "Accept", BROWSER, "X-Forwarded-Prefix",
				"/shop");

		assertThat(page.response().body()).contains("href=\"/shop/tickets.css\"");
	}

	@Test
	void makesAPdfFileWithTheCode() throws Exception {
		String ticket = book("Größenwahn — Ąę 映画");

		HttpResponse<byte[]> answer = bytes("/v1/tickets/" + ticket, "application/pdf");

		PdfText file = PdfText.of(answer.body());
		assertThat(answer.headers().firstValue("Content-Disposition")).contains("inline; filename=\"ticket.pdf\"");
		assertThat(file.pages()).hasSize(1);
		assertThat(file.text()).contains("Größenwahn — Ąę □□", "Friday, 1 November 2030", "Stalls <left>", "C10");
		assertThat(read(Barcodes.read(file.pages().getFirst()).getText())).isEqualTo(expected(ticket));
	}

	@Test
	void makesAnEntryForACalendar() {
		ApiResponse answer = get(book("Skyfall, again; and \\\\ again"), "text/calendar");

		String file = answer.response().body();
		assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"ticket.ics\"");
		assertThat(file.lines()).contains("DTSTART:20301101T122200Z", "DTEND:20301102T013000Z", "STATUS:CONFIRMED",
				"SUMMARY:Skyfall\\, again\\; and \\\\ again", "DESCRIPTION:Stalls <left>\\nSeat C10");
		assertThat(Biweekly.parse(file).first().getEvents()).hasSize(1);
	}

	@Test
	void signsTheCodeWhenItIsAskedFor() throws Exception {
		String ticket = book("Skyfall");
		String path = "/v1/tickets/" + ticket + "/code";

		ApiResponse text = this.ticketly.get(path);
		HttpResponse<byte[]> svg = bytes(path, "image/svg+xml");
		HttpResponse<byte[]> png = bytes(path, "image/png");

		assertThat(text.header("Content-Type")).isEqualTo("text/plain");
		assertThat(text.header("Cache-Control")).contains("no-store", "private");
		assertThat(read(text.response().body())).isEqualTo(expected(ticket));
		assertThat(svg.headers().firstValue("Content-Type")).contains("image/svg+xml");
		assertThat(new String(svg.body(), StandardCharsets.UTF_8)).startsWith("<svg xmlns=");
		assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
		assertThat(read(Barcodes.readPng(png.body()).getText())).isEqualTo(expected(ticket));
		assertThat(Barcodes.readPng(png.body()).getResultMetadata())
			.containsKey(ResultMetadataType.ERROR_CORRECTION_LEVEL);
	}

	@ParameterizedTest
	@CsvSource({ "*/*, text/plain", "text/*, text/plain", "image/*, image/svg+xml", "image/png, image/png" })
	void choosesTheTypeOfTheCode(String accept, String type) {
		ApiResponse answer = this.ticketly.get("/v1/tickets/" + book("Skyfall") + "/code", "Accept", accept);

		assertThat(answer.header("Content-Type")).isEqualTo(type);
		assertThat(answer.header("Vary")).isEqualTo("Accept");
	}

	@Test
	void refusesTheCodeInOtherTypes() {
		ApiResponse answer = this.ticketly.get("/v1/tickets/" + book("Skyfall") + "/code", "Accept",
				"application/json");

		assertThat(answer.problem()).isEqualTo("not-acceptable");
	}

	@Test
	void hasNoCodeOfACanceledTicket() throws Exception {
		String ticket = book("Skyfall");
		this.ticketly.delete("/v1/tickets/" + ticket);

		ApiResponse code = this.ticketly.get("/v1/tickets/" + ticket + "/code");

		assertThat(code.problem()).isEqualTo("ticket-not-booked");
		assertThat(code.json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(get(ticket, "text/html").response().body()).contains(">Canceled<").doesNotContain("<svg");
		assertThat(get(ticket, "text/calendar").response().body()).contains("STATUS:CANCELLED");
		PdfText file = PdfText.of(bytes("/v1/tickets/" + ticket, "application/pdf").body());
		assertThat(file.text()).contains("Canceled");
		assertThat(Barcodes.isIn(file.pages().getFirst())).isFalse();
	}

	@Test
	void saysWhyASlotWasCanceled() {
		String slot = schedule("Skyfall");
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"The <projector> is broken.\"}");

		assertThat(get(ticket, "text/html").response().body())
			.contains(">Canceled<", "The &lt;projector&gt; is broken.")
			.doesNotContain("<svg");
	}

	@Test
	void hasNoCodeOfAnExpiredTicket() {
		TestClock later = TestClock.at("2030-10-01T10:00:00Z");
		try (TicketlyInstance instance = TicketlyInstance.builder().with(later).start()) {
			String ticket = instance.bookOne(instance.schedule("Skyfall", 20), "Ann");
			later.advance(Duration.ofDays(33));

			assertThat(instance.get("/v1/tickets/" + ticket + "/code").json().get("ticketStatus").asString())
				.isEqualTo("Expired");
			assertThat(instance.get("/v1/tickets/" + ticket, "Accept", "text/html").response().body())
				.contains(">Expired<")
				.doesNotContain("<svg");
		}
	}

	@Test
	void showsAllTicketsOfABooking() throws Exception {
		Booking booking = booking(this.ticketly.book(schedule("Skyfall"), "Ann", 10));

		String page = document(booking, "text/html");
		PdfText file = PdfText.of(document(booking, "application/pdf").getBytes(StandardCharsets.ISO_8859_1));
		String calendar = document(booking, "text/calendar");

		assertThat(page.split("<svg")).hasSize(11);
		assertThat(file.pages()).hasSize(10);
		assertThat(file.pages().stream().map((image) -> read(Barcodes.read(image).getText()).seat()))
			.containsExactlyElementsOf(booking.seats());
		assertThat(calendar.split("BEGIN:VEVENT")).hasSize(2);
		assertThat(Biweekly.parse(calendar).first().getEvents().getFirst().getDescription().getValue())
			.contains("Seats C6, C7, C8");
	}

	@Test
	void doesNotListCanceledSeatsInACalendar() throws Exception {
		ApiResponse booked = this.ticketly.book(schedule("Skyfall"), "Ann", 2);
		this.ticketly.delete("/v1/tickets/" + booked.json().get(0).get("ticketId").asString());
		Booking booking = booking(booked);

		assertThat(document(booking, "text/calendar").lines()).contains("STATUS:CONFIRMED",
				"DESCRIPTION:Stalls <left>\\nSeat " + booking.tickets().getLast().seat().name());
		assertThat(document(booking, "text/html").split("<svg")).hasSize(2);
	}

	private Booking booking(ApiResponse booked) {
		TicketId id = TicketId.parse(booked.json().get(0).get("ticketId").asString()).orElseThrow();
		return this.ticketly.bean(TicketLookup.class).ticket(id).orElseThrow().booking();
	}

	private String document(Booking booking, String accept) throws Exception {
		HttpResponse<byte[]> response = this.http
			.send(this.ticketly.request("/v1/bookings/" + BookingReference.of(booking).value(), "Accept", accept)
				.GET()
				.build(), BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
		return new String(response.body(),
				accept.equals("application/pdf") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
	}

	@Test
	void usesTheTimeZoneOfTheTheater() {
		try (TicketlyInstance berlin = TicketlyInstance.builder()
			.with(this.clock.withZone(ZoneId.of("Europe/Berlin")))
			.start()) {
			String ticket = berlin.bookOne(berlin.schedule("Skyfall", 20), "Ann");

			assertThat(berlin.get("/v1/tickets/" + ticket, "Accept", "text/html").response().body())
				.contains("12:22 – 15:22 CET");
			assertThat(berlin.get("/v1/tickets/" + ticket, "Accept", "text/calendar").response().body())
				.contains("DTSTART:20301101T112200Z");
		}
	}

	@Test
	void startsWithoutKeysAndSaysThatThereAreNoCodes() {
		try (TicketlyInstance instance = TicketlyInstance.builder().with("--ticketly.ticket-codes.keys=").start()) {
			String ticket = instance.bookOne(instance.schedule("Skyfall", 20), "Ann");

			for (String accept : List.of("application/pdf", "text/plain")) {
				ApiResponse answer = instance
					.get("/v1/tickets/" + ticket + (accept.equals("text/plain") ? "/code" : ""), "Accept", accept);

				assertThat(answer.status()).isEqualTo(503);
				assertThat(answer.problem()).isEqualTo("ticket-codes-unavailable");
				assertThat(answer.header("Retry-After")).isEqualTo("60");
				assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			}
			assertThat(instance.get("/v1/tickets/" + ticket, "Accept", "text/html").response().body())
				.contains("The code is not available at the moment.")
				.doesNotContain("<svg");
			assertThat(instance.get("/.well-known/jwks.json").json().get("keys")).isEmpty();
		}
	}

	@Test
	void publishesTheKeys() throws Exception {
		ApiResponse answer = this.ticketly.get("/.well-known/jwks.json");

		assertThat(answer.header("Content-Type")).isEqualTo("application/jwk-set+json");
		assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
		assertThat(answer.response().body()).doesNotContain("\"d\"");
		JsonNode key = answer.json().get("keys").get(0);
		assertThat(Stream.of("kty", "crv", "kid", "use", "alg").map((name) -> key.get(name).asString()))
			.containsExactly("EC", "P-256", "1", "sig", "ES256");
		JWKSet keys = JWKSet.parse(answer.response().body());
		assertThat(JWSObject.parse(this.ticketly.get("/v1/tickets/" + book("Skyfall") + "/code").response().body())
			.verify(new ECDSAVerifier(keys.getKeyByKeyId("1").toECKey()))).isTrue();
		assertThat(this.ticketly.get("/.well-known/jwks.json", "Accept", "application/json").header("Content-Type"))
			.isEqualTo("application/json");
	}

	private static TicketCode read(String code) {
		return TestKeys.codes(TestKeys.JSON).read(code).orElseThrow();
	}

	private static TicketCode expected(String ticket) {
		TicketId id = TicketId.parse(ticket).orElseThrow();
		return new TicketCode(id.section(), 10, "C10", TicketTag.of(id));
	}

}
