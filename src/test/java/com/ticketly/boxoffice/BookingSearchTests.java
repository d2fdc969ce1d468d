package com.ticketly.boxoffice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.input.PageToken;
import com.ticketly.listing.BookingPosition;
import com.ticketly.listing.BookingQuery;
import com.ticketly.listing.BookingSearch;
import com.ticketly.listing.BookingSearch.FoundBooking;
import com.ticketly.listing.Page;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.BookingReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the box office finds bookings.
 */
class BookingSearchTests {

	private static final String PHONE = "9653864514";

	private static final String OTHER_PHONE = "9653864515";

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with(this.clock).withLongTimeouts().start();

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	private String schedule(String name, Instant start, String seats) {
		ApiResponse scheduled = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"Action",%s}""".formatted(name, start, start.plus(Duration.ofHours(3)), seats));
		assertThat(scheduled.status()).as(scheduled.response().body()).isEqualTo(201);
		return scheduled.json().get("slotId").asString();
	}

	private String schedule() {
		return this.ticketly.schedule("Skyfall", 50);
	}

	/**
	 * Books tickets a second after the booking before.
	 * @return the first ticket
	 */
	private JsonNode book(String slot, String name, String phone, int tickets) {
		this.clock.advance(Duration.ofSeconds(1));
		ApiResponse booked = this.ticketly.book(slot, name, phone, tickets);
		assertThat(booked.status()).as(booked.response().body()).isEqualTo(201);
		return booked.json().get(0);
	}

	private String booking(String slot, String name, String phone) {
		return book(slot, name, phone, 1).get("bookingId").asString();
	}

	private static String query(String name, String value) {
		return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private ApiResponse search(String query) {
		return this.ticketly.getAsOperator("/v1/box-office/bookings?" + query);
	}

	private List<String> find(String name, String value) {
		return bookings(query(name, value));
	}

	private List<String> bookings(String query) {
		ApiResponse page = search(query);
		assertThat(page.status()).as(page.response().body()).isEqualTo(200);
		assertThat(page.json().has("next")).isFalse();
		return ids(page);
	}

	private static List<String> ids(ApiResponse page) {
		return ApiResponse.values(page.json().get("items"), "bookingId");
	}

	private static List<String> names(ApiResponse page) {
		return page.json().get("items").valueStream().map((item) -> item.at("/user/userName").asString()).toList();
	}

	private List<String> bookingsOfAllPages(String query, int limit) {
		List<String> ids = new ArrayList<>();
		String next = "";
		do {
			ApiResponse page = search(query + "&limit=" + limit + next);
			assertThat(page.status()).as(page.response().body()).isEqualTo(200);
			assertThat(ids(page)).hasSizeLessThanOrEqualTo(limit);
			ids.addAll(ids(page));
			next = page.json().has("next") ? "&" + query("next", page.json().get("next").asString()) : "";
		}
		while (!next.isEmpty());
		return ids;
	}

	private static String last(String id, int characters) {
		return id.substring(id.length() - characters);
	}

	private static String userOf(ApiResponse page) {
		return page.json().at("/items/0/user/userId").asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "9653864514", "+91 96538 64514", "+919653864514", "096538-64514", "tel:+91-9653864514" })
	void findsAllNamesOfAPhone(String phone) {
		String slot = schedule();
		String ann = booking(slot, "Ann", PHONE);
		String bea = booking(slot, "Bea", PHONE);
		booking(slot, "Ann", OTHER_PHONE);
		String annAgain = booking(slot, "Ann", PHONE);

		assertThat(find("phoneNumber", phone)).containsExactly(annAgain, ann, bea);
	}

	@Test
	void findsNothingForAPhoneWithoutBookings() {
		assertThat(find("phoneNumber", PHONE)).isEmpty();
		assertThat(find("name", "Ann")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Zo\u00eb", "zoe", "ZO", "zo\u00eb k", "Zoe\u0308", "  Zo " })
	void findsNamesWhateverTheirCaseAndAccents(String beginning) {
		String slot = schedule();
		String zoe = booking(slot, "Zo\u00eb Kravitz", PHONE);
		booking(slot, "Ann Zoe", PHONE);

		assertThat(find("name", beginning)).containsExactly(zoe);
	}

	@Test
	void findsChineseNamesByOneLetter() {
		String slot = schedule();
		String wang = booking(slot, "\u738b\u529b", PHONE);
		booking(slot, "\u674e\u56db", PHONE);
		String brief = booking(slot, "\u738b", OTHER_PHONE);

		assertThat(find("name", "\u738b")).containsExactlyInAnyOrder(wang, brief);
		assertThat(find("name", "\u738b\u529b")).containsExactly(wang);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\ud83d\ude00", "\ud83d\ude00", "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2" })
	void sellsToAndFindsUnusualNames(String name) {
		String slot = schedule();
		String booking = booking(slot, name + "!", PHONE);
		String longest = booking(slot, name.repeat(200 / name.codePointCount(0, name.length())), OTHER_PHONE);

		assertThat(find("name", name)).containsExactlyInAnyOrder(booking, longest);
	}

	@Test
	void ordersBookingsByName() {
		String slot = schedule();
		for (String name : List.of("Anna Z", "ANNE", "Ann", "\u00c4nna A", "Bob", "An")) {
			booking(slot, name, PHONE);
		}

		assertThat(names(search("name=an"))).containsExactly("An", "Ann", "\u00c4nna A", "Anna Z", "ANNE");
		assertThat(names(search("name=ann"))).containsExactly("Ann", "\u00c4nna A", "Anna Z", "ANNE");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 100 })
	void pagesThroughCustomersWithEachBookingOnce(int limit) {
		String slot = schedule();
		List<String> expected = Stream.of("Ann", "Anna", "Anne").flatMap((name) -> {
			List<String> own = IntStream.range(0, 3).mapToObj((i) -> booking(slot, name, PHONE)).toList();
			return own.reversed().stream();
		}).toList();

		assertThat(bookingsOfAllPages("name=an", limit)).isEqualTo(expected);
		assertThat(bookingsOfAllPages("phoneNumber=" + PHONE, limit)).isEqualTo(expected);
		assertThat(bookingsOfAllPages("userId=" + userOf(search("name=anna")), limit))
			.isEqualTo(expected.subList(3, 6));
	}

	@Test
	void listsTheHistoryOfACustomerNewestFirst() {
		String past = schedule("Metropolis", Instant.parse("2030-10-02T12:00:00Z"), "\"capacity\":10");
		String slot = schedule();
		String expired = booking(past, "Ann", PHONE);
		JsonNode canceled = book(slot, "Ann", PHONE, 1);
		this.ticketly.delete("/v1/tickets/" + canceled.get("ticketId").asString());
		this.clock.advance(Duration.ofSeconds(1));
		String confirmed = hold(slot);
		String hold = confirm(confirmed);
		this.clock.advance(Duration.ofSeconds(1));
		hold(slot);
		this.clock.moveTo(Instant.parse("2030-10-03T12:00:00Z"));

		ApiResponse history = search("userId=" + userOf(search("phoneNumber=" + PHONE)));

		assertThat(ids(history)).containsExactly(hold, canceled.get("bookingId").asString(), expired);
		assertThat(history.json().get("items").valueStream().map((item) -> item.at("/tickets/0/ticketStatus")))
			.extracting(JsonNode::asString)
			.containsExactly("Booked", "Canceled", "Expired");
		assertThat(find("idEnding", last(confirmed, 8))).containsExactly(hold);
	}

	private String hold(String slot) {
		return this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"%s","slotId":"%s","numTickets":2}""".formatted(PHONE, slot))
			.json()
			.get("holdId")
			.asString();
	}

	/**
	 * Returns the id of the booking.
	 */
	private String confirm(String hold) {
		return this.ticketly.post("/v1/holds/" + hold + "/confirm").json().at("/0/bookingId").asString();
	}

	@Test
	void findsBookingsByTheEndOfAnId() {
		String slot = schedule();
		booking(slot, "Bob", OTHER_PHONE);
		JsonNode ticket = book(slot, "Ann", PHONE, 3);
		String booking = ticket.get("bookingId").asString();
		String hold = hold(slot);
		String confirmed = confirm(hold);
		String unconfirmed = hold(slot);

		for (String id : List.of(ticket.get("ticketId").asString(), booking)) {
			String end = last(id, 8);
			for (String ending : List.of(last(id, 6), end, end.toLowerCase(), id,
					" " + end.substring(0, 4) + " " + end.substring(4).toLowerCase(), end.replaceAll("(..)", "$1-"),
					end.replaceAll("(....)$", "\u2013\u00a0$1"))) {
				assertThat(find("idEnding", ending)).as(ending).containsExactly(booking);
				assertThat(bookings(query("idEnding", ending) + "&slotId=" + slot)).containsExactly(booking);
			}
			assertThat(find("idEnding", last(id, 4))).contains(booking);
		}
		assertThat(find("idEnding", last(hold, 8))).containsExactly(confirmed);
		assertThat(find("idEnding", last(unconfirmed, 8))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "phoneNumber=" + PHONE, "name=ann", "user" })
	void combinesCustomersWithASlotAndAnId(String customer) {
		String slot = schedule();
		String other = schedule();
		String here = booking(slot, "Ann", PHONE);
		String there = booking(other, "Ann", PHONE);
		booking(other, "Bob", OTHER_PHONE);
		String query = customer.equals("user") ? "userId=" + userOf(search("name=ann")) : customer;

		assertThat(bookings(query)).containsExactly(there, here);
		assertThat(bookings(query + "&slotId=" + slot)).containsExactly(here);
		assertThat(bookings(query + "&idEnding=" + last(there, 6))).containsExactly(there);
		assertThat(bookings(query + "&slotId=" + slot + "&idEnding=" + last(there, 6))).isEmpty();
	}

	/**
	 * A query without an end of an id, which HTTP refuses, matches all bookings.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 100 })
	void pagesThroughSlotsWithEachBookingOnce(int limit) {
		String plan = """
				"seatingPlan":{"sections":[{"name":"One","rows":[{"row":"A","seats":4}]},
				{"name":"None","rows":[{"row":"B","seats":4}]},{"name":"Two","rows":[{"row":"C","seats":4}]}]}""";
		List<String> slots = Stream.of("2030-11-01T12:00:00Z", "2030-11-02T12:00:00Z", "2030-12-01T12:00:00Z")
			.map((start) -> schedule("Skyfall", Instant.parse(start), plan))
			.toList();
		schedule();
		List<String> expected = slots.stream()
			.flatMap((slot) -> Stream.of("A1", "A2", "C1", "C2").map((seat) -> bookSeat(slot, seat)))
			.toList();

		assertThat(allOf(null, limit)).isEqualTo(expected);
		assertThat(allOf(new SlotId(slots.get(1)), limit)).isEqualTo(expected.subList(4, 8));
	}

	private String bookSeat(String slot, String seat) {
		this.clock.advance(Duration.ofSeconds(1));
		return this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"%s","slotId":"%s","seats":["%s"]}""".formatted(PHONE, slot, seat))
			.json()
			.at("/0/bookingId")
			.asString();
	}

	private List<String> allOf(@Nullable SlotId slot, int limit) {
		BookingQuery all = new BookingQuery(null, null, null, slot, null);
		List<String> found = new ArrayList<>();
		BookingPosition next = null;
		do {
			Page<FoundBooking, BookingPosition> page = this.ticketly.bean(BookingSearch.class).find(all, next, limit);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
			page.items().forEach((item) -> found.add(BookingReference.of(item.booking()).value()));
			next = (page.next() != null) ? BookingPosition.parse(page.next().value()).orElseThrow() : null;
		}
		while (next != null);
		return found;
	}

	@Test
	void findsSlotsThatBeganLongAgoByTheirIdOnly() {
		String slot = schedule("Metropolis", Instant.parse("2030-10-05T12:00:00Z"), "\"capacity\":10");
		String booking = booking(slot, "Ann", PHONE);
		String ending = query("idEnding", last(booking, 8));

		this.clock.moveTo(Instant.parse("2030-10-06T12:00:00Z"));
		assertThat(bookings(ending)).containsExactly(booking);

		this.clock.moveTo(Instant.parse("2030-10-06T12:00:01Z"));
		assertThat(bookings(ending)).isEmpty();
		assertThat(bookings(ending + "&slotId=" + slot)).containsExactly(booking);
		assertThat(bookings(ending + "&phoneNumber=" + PHONE)).containsExactly(booking);
	}

	@Test
	void readsManySectionsOnSeveralPages() {
		List<String> slots = IntStream.range(0, 7)
			.mapToObj((i) -> schedule("Skyfall", Instant.parse("2030-11-01T12:00:00Z").plus(Duration.ofDays(i)),
					"\"capacity\":49500"))
			.toList();
		String booking = booking(slots.getLast(), "Ann", PHONE);
		String query = query("idEnding", last(booking, 8));
		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();

		ApiResponse first = search(query);

		assertThat(ids(first)).isEmpty();
		assertThat(requests.requests().stream().filter(QueryRequest.class::isInstance)).hasSizeLessThan(520);
		assertThat(bookingsOfAllPages(query, 20)).containsExactly(booking);
	}

	@Test
	void reportsUnknownSlotsAndCustomers() {
		String user = "U01JDA3M5Q7R9S1T3V5W7X9Y1Z3";
		assertThat(search("userId=" + user).problem()).isEqualTo("user-not-found");
		assertThat(search("userId=x").problem()).isEqualTo("user-not-found");
		assertThat(search("name=ann&slotId=SLT01JDA3M5Q7R9S1T3V5W7X9Y1Z3").problem()).isEqualTo("slot-not-found");
		assertThat(search("name=ann&slotId=x").problem()).isEqualTo("slot-not-found");
		assertThat(search("name=ann&slotId=x").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "limit=5, phoneNumber", "slotId=SLT1, phoneNumber", "phoneNumber=9653864514&name=ann, name",
			"phoneNumber=9653864514&userId=U1, userId", "name=ann&userId=U1, userId", "name=a, name",
			"name=%C3%A9, name", "name=%20, name", "idEnding=ABC, idEnding", "idEnding=A-B-C, idEnding",
			"idEnding=!!!!, idEnding", "phoneNumber=123, phoneNumber", "name=ann&limit=0, limit",
			"name=ann&limit=101, limit", "name=ann&limit=x, limit", "name=ann&next=x, next",
			"name=ann&next=U01JDA3M5Q7R9S1T3V5W7X9Y1Z%7C0%7C, next" })
	void namesWrongFields(String query, String field) {
		ApiResponse found = search(query);

		assertThat(found.status()).isEqualTo(400);
		assertThat(found.invalidFields()).containsExactly(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00e9", "|0|", "x|0|BKG" })
	void refusesBrokenPageTokens(String position) {
		for (String token : List.of(position, PageToken.encode(position))) {
			ApiResponse found = search("name=ann&" + query("next", token));

			assertThat(found.json().at("/errors/0/field").asString()).isEqualTo("next");
			assertThat(found.json().at("/errors/0/message").asString()).isEqualTo("is not a valid page token");
		}
	}

	@Test
	void refusesPageTokensOfAnotherKindOfSearch() {
		String slot = schedule();
		String booking = booking(slot, "Ann", PHONE);
		booking(slot, "Anna", PHONE);
		String ofCustomers = query("next", search("name=an&limit=1").json().get("next").asString());
		String ofSlots = query("next", PageToken.encode("2030-11-01T12:22:00Z#" + slot + "|0|"));

		assertThat(search("idEnding=" + last(booking, 8) + "&" + ofCustomers).invalidFields()).containsExactly("next");
		assertThat(search("name=an&" + ofSlots).invalidFields()).containsExactly("next");
		assertThat(bookings("idEnding=" + last(booking, 8) + "&" + ofSlots)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "name=zo", "name=al", "name=annab", "phoneNumber=" + OTHER_PHONE })
	void answersToPageTokensOfOtherCustomers(String query) {
		String slot = schedule();
		booking(slot, "Anna", PHONE);
		booking(slot, "Anne", PHONE);
		String next = search("name=an&limit=1").json().get("next").asString();

		assertThat(bookings(query + "&" + query("next", next))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-99-99T99:99:99Z#SLT00000000000000000000000000|0|",
			"0000-00-00T00:00:00Z#SLTzzzzzzzzzzzzzzzzzzzzzzzzzz|99|BKG7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
			"2030-11-01T12:22:00Z#SLT00000000000000000000000000|99|" })
	void answersToPageTokensOfSlotsThatDoNotExist(String next) {
		schedule();

		assertThat(search("idEnding=ABCD&" + query("next", PageToken.encode(next))).status()).isIn(200, 400);
	}

}
