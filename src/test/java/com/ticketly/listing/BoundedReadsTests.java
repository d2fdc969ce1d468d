package com.ticketly.listing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.slot.Slots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a request reads a limited number of items, however many are stored.
 */
class BoundedReadsTests {

	private static final Instant START = Instant.parse("2030-11-01T12:22:00Z");

	private static final int LARGEST = 49_500;

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.tiers.gold=1", "--ticketly.tiers.platinum=1")
		// Large slots take long to write on a busy machine.
		.withLongTimeouts()
		.start();

	private final RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	private String schedule(String name, Instant start, int capacity) {
		return this.ticketly
			.postAsOperator("/v1/slots",
					"""
							{"slotName":"%s","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
							"genre":"Historical Fiction","capacity":%d}""".formatted(name, start,
							start.plus(Duration.ofHours(3)), capacity))
			.json()
			.get("slotId")
			.asString();
	}

	private List<String> book(String slot, int bookings) {
		// The first booking registers the customer.
		String first = this.ticketly.bookOne(slot, "Ann");
		return Stream
			.concat(Stream.of(first),
					Concurrently.call(bookings - 1, (i) -> this.ticketly.bookOne(slot, "Ann")).stream())
			.toList();
	}

	private long itemsReadInBatches() {
		return this.requests.requests()
			.stream()
			.filter(BatchGetItemRequest.class::isInstance)
			.map(BatchGetItemRequest.class::cast)
			.flatMap((batch) -> batch.requestItems().values().stream())
			.mapToLong((keys) -> keys.keys().size())
			.sum();
	}

	/**
	 * Reads all pages of a list.
	 */
	private List<ApiResponse> pages(String path) {
		List<ApiResponse> pages = new ArrayList<>();
		String next = "";
		do {
			pages.add(this.ticketly.getAsOperator(path + next));
			assertThat(pages.getLast().status()).isEqualTo(200);
			next = pages.getLast().json().has("next") ? "&next=" + pages.getLast().json().get("next").asString() : "";
		}
		while (!next.isEmpty());
		return pages;
	}

	private static List<String> items(List<ApiResponse> pages, String field) {
		return pages.stream().flatMap((page) -> ApiResponse.values(page.json().get("items"), field).stream()).toList();
	}

	@Test
	void countsTheNewestBookingsForTheTierOfACustomer() {
		String slot = schedule("Skyfall", START, 500);
		String ticket = book(slot, 20).getFirst();
		this.clock.advance(Duration.ofSeconds(1));
		List<String> canceled = book(slot, 110);
		Concurrently.call(canceled.size(), (i) -> this.ticketly.delete("/v1/tickets/" + canceled.get(i)));
		this.requests.clear();

		ApiResponse user = this.ticketly.get("/v1/tickets/" + ticket + "/user");

		assertThat(user.json().get("customerTier").asString()).isEqualTo("Silver");
		assertThat(this.requests.count(QueryRequest.class)).isEqualTo(4);
		assertThat(itemsReadInBatches()).isEqualTo(100);

		this.clock.advance(Duration.ofSeconds(1));
		this.ticketly.bookOne(slot, "Ann");
		this.requests.clear();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket + "/user").json().get("customerTier").asString())
			.isEqualTo("Platinum");
		assertThat(itemsReadInBatches()).isEqualTo(25);
	}

	@Test
	void endsAPageOfSlotsAfterAFewHundredSections() {
		List<String> slots = IntStream.range(0, 4).mapToObj((i) -> schedule("Skyfall", START, LARGEST)).toList();
		this.requests.clear();

		ApiResponse page = this.ticketly.get("/v1/slots?available=false");

		assertThat(page.json().get("items")).isEmpty();
		assertThat(page.json().has("next")).isTrue();
		assertThat(itemsReadInBatches()).isLessThan(300);
		assertThat(items(pages("/v1/slots?available=true"), "slotId")).containsExactlyInAnyOrderElementsOf(slots);
	}

	@Test
	void endsAPageOfSlotsAfterAFewMonths() {
		IntStream.range(0, 30)
			.forEach((month) -> schedule("Saga", START.atOffset(ZoneOffset.UTC).plusMonths(month).toInstant(), 1));
		this.requests.clear();

		ApiResponse page = this.ticketly.get("/v1/slots?genre=Drama");

		assertThat(this.requests.count(QueryRequest.class)).isEqualTo(24);
		assertThat(page.json().get("items")).isEmpty();
		assertThat(page.json().has("next")).isTrue();
		assertThat(pages("/v1/slots?genre=Drama")).hasSize(2);
		assertThat(items(pages("/v1/slots?limit=7"), "slotId")).hasSize(30).doesNotHaveDuplicates();
		assertThat(items(pages("/v1/slots?genre=Historical%20Fiction&limit=100"), "slotId")).hasSize(30)
			.doesNotHaveDuplicates();
	}

	@Test
	void continuesTheOriginalListOfSlotsWithPages() {
		List<String> slots = IntStream.range(0, 9)
			.mapToObj((day) -> schedule("Skyfall", START.plus(Duration.ofDays(day)), LARGEST))
			.toList();
		for (String operation : List.of("/getAllMovieSlots", "/getAllMovieSlotsByGenre?genre=Historical+Fiction")) {
			this.requests.clear();

			ApiResponse list = this.ticketly.post(operation);

			assertThat(itemsReadInBatches()).isLessThan(600);
			List<String> found = new ArrayList<>(ApiResponse.values(list.json(), "slotId"));
			assertThat(found).isEqualTo(slots.subList(0, 6));
			Matcher link = Pattern.compile("<(.*)>; rel=\"next\"").matcher(list.header("Link"));
			assertThat(link.matches()).isTrue();
			URI next = URI.create(link.group(1));
			found.addAll(items(pages(next.getRawPath() + "?" + next.getRawQuery()), "slotId"));
			assertThat(found).isEqualTo(slots);
		}
	}

	@Test
	void omitsPastSlotsFromTheOriginalList() {
		schedule("Skyfall", START, 1);
		String later = schedule("Spectre", START.plusSeconds(60), 1);

		this.clock.moveTo(START.plusSeconds(1));

		ApiResponse list = this.ticketly.post("/getAllMovieSlots");
		assertThat(ApiResponse.values(list.json(), "slotId")).containsExactly(later);
		assertThat(list.header("Link")).isEmpty();
	}

	@Test
	void triesALimitedNumberOfSlotsWithTheSameNameAndStart() {
		IntStream.range(0, Slots.MAX_NAMED + 5).forEach((i) -> schedule("Twin", START, 1));

		assertThat(this.ticketly.bean(Slots.class).named("Twin", START)).hasSize(Slots.MAX_NAMED);
	}

	@Test
	void endsAPageOfTicketsAfterAFewHundredBookings() {
		String slot = schedule("Skyfall", START, 1000);
		List<String> tickets = book(slot, 250);
		tickets.subList(0, 3).forEach((ticket) -> this.ticketly.delete("/v1/tickets/" + ticket));
		String user = this.ticketly.get("/v1/tickets/" + tickets.getFirst() + "/user").json().get("userId").asString();

		for (String path : List.of("/v1/slots/" + slot + "/tickets", "/v1/users/" + user + "/tickets")) {
			this.requests.clear();
			ApiResponse page = this.ticketly.getAsOperator(path + "?status=Expired");

			assertThat(page.json().get("items")).isEmpty();
			assertThat(page.json().has("next")).isTrue();
			assertThat(this.requests.count(QueryRequest.class)).isLessThanOrEqualTo(3);
			assertThat(items(pages(path + "?status=Canceled"), "ticketId"))
				.containsExactlyInAnyOrderElementsOf(tickets.subList(0, 3));
			assertThat(items(pages(path + "?limit=100"), "ticketId")).containsExactlyInAnyOrderElementsOf(tickets);
		}
	}

}
