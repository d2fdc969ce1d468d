package com.ticketly.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestInterceptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that all numbers of a report are of the same moment, while another instance sells
 * and cancels tickets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsistentReportTests {

	private static final long PRICE = 1801;

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(TestClock.at("2030-10-01T00:00:00Z"))
		.withLongTimeouts()
		// An incomplete report is logged.
		.with("--logging.threshold.console=off");

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private final Meanwhile meanwhile = new Meanwhile();

	private final AtomicInteger customers = new AtomicInteger();

	@BeforeAll
	void intercept() {
		this.one.bean(FaultyHttpClient.class).intercept(this.meanwhile);
	}

	@AfterEach
	void forget() {
		this.meanwhile.actions.clear();
	}

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	private String schedule(int seats) {
		return this.one
			.postAsOperator("/v1/slots",
					"""
							{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:00","endTime":"2030-11-01 15:00",
							"slotType":"Movie","genre":"Action","capacity":%d,"sale":{"prices":{"currency":"EUR","categories":[
							{"category":"Standard","prices":[{"concession":"Adult","amount":%d}]}]}}}"""
						.formatted(seats, PRICE))
			.json()
			.get("slotId")
			.asString();
	}

	private List<String> book(String slot, int tickets) {
		ApiResponse booked = this.other.book(slot, "Ann", "98765%05d".formatted(this.customers.getAndIncrement()),
				tickets);
		assertThat(booked.status()).as(booked.response().body()).isEqualTo(201);
		return ApiResponse.values(booked.json(), "ticketId");
	}

	private void cancel(String ticket) {
		assertThat(this.other.delete("/v1/tickets/" + ticket).status()).isEqualTo(200);
	}

	private JsonNode report(String slot) {
		ApiResponse answer = this.one.getAsOperator("/v1/slots/" + slot + "/report");
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		JsonNode report = answer.json();
		assertThat(number(report, "/sold") + number(report, "/held") + number(report, "/blocked")
				+ number(report, "/free"))
			.as(report.toString())
			.isEqualTo(number(report, "/seats"));
		assertThat(number(report, "/amounts/0/revenue")).as(report.toString())
			.isEqualTo(number(report, "/sold") * PRICE);
		assertThat(number(report, "/amounts/0/refunds")).as(report.toString())
			.isEqualTo(number(report, "/canceled") * PRICE);
		assertThat(number(report, "/fares/0/tickets")).isEqualTo(number(report, "/sold"));
		return report;
	}

	private static long number(JsonNode report, String pointer) {
		return report.at(pointer).asLong(0);
	}

	@Test
	void leavesOutWhatIsBookedWhileItReads() {
		String slot = schedule(20);
		book(slot, 2);
		this.meanwhile.beforeBookingsOf(slot, () -> book(slot, 3));

		assertThat(number(report(slot), "/sold")).isEqualTo(2);
		assertThat(number(report(slot), "/sold")).isEqualTo(5);
	}

	@Test
	void leavesOutAHoldThatIsConfirmedWhileItReads() {
		String slot = schedule(20);
		book(slot, 2);
		String hold = this.other.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot))
			.json()
			.get("holdId")
			.asString();
		this.meanwhile.beforeBookingsOf(slot,
				() -> assertThat(
						this.other
							.post("/v1/holds/" + hold + "/confirm",
									"{\"payment\":{\"reference\":\"p\",\"amount\":%d,\"currency\":\"EUR\"}}"
										.formatted(PRICE))
							.status())
					.isEqualTo(201));

		JsonNode report = report(slot);

		assertThat(number(report, "/sold")).isEqualTo(2);
		assertThat(number(report, "/held")).isOne();
		assertThat(number(report(slot), "/sold")).isEqualTo(3);
	}

	@Test
	void readsAgainWhenATicketIsCanceledMeanwhile() {
		String slot = schedule(20);
		List<String> tickets = book(slot, 3);
		this.meanwhile.beforeBookingsOf(slot, () -> cancel(tickets.get(0)));

		JsonNode report = report(slot);

		assertThat(number(report, "/sold")).isEqualTo(2);
		assertThat(number(report, "/canceled")).isOne();
	}

	@Test
	void readsAgainWhenASeatIsSoldToAnotherMeanwhile() {
		String slot = schedule(1);
		List<String> tickets = book(slot, 1);
		this.meanwhile.beforeBookingsOf(slot, () -> {
			cancel(tickets.get(0));
			book(slot, 1);
		});

		JsonNode report = report(slot);

		assertThat(number(report, "/sold")).isOne();
		assertThat(number(report, "/canceled")).isOne();
	}

	@Test
	void readsAgainWhenTheSlotIsCanceledMeanwhile() {
		String slot = schedule(20);
		book(slot, 3);
		this.meanwhile.beforeBookingsOf(slot,
				() -> assertThat(
						this.other.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}").status())
					.isEqualTo(200));

		JsonNode report = report(slot);

		assertThat(report.get("slotStatus").asString()).isEqualTo("Canceled");
		assertThat(number(report, "/sold")).isZero();
		assertThat(number(report, "/canceled")).isEqualTo(3);
	}

	@Test
	void givesUpIfTicketsAreCanceledAllTheTime() {
		String slot = schedule(30);
		for (int booking = 0; booking < 3; booking++) {
			book(slot, 10).forEach((ticket) -> this.meanwhile.beforeBookingsOf(slot, () -> cancel(ticket)));
		}

		ApiResponse refused = this.one.getAsOperator("/v1/slots/" + slot + "/report");

		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.problem()).isEqualTo("busy");
		assertThat(this.meanwhile.left()).isEqualTo(30 - SectionReads.MAX_READS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/csv" })
	void endsNoReportThatIsIncomplete(String type) {
		JsonNode show = this.one
			.postAsOperator("/v1/shows",
					"""
							{"title":"Metropolis","description":"","type":"Movie","genre":"Scifi","runningMinutes":150,"capacity":30,
							"startTimes":[%s]}"""
						.formatted(IntStream.rangeClosed(1, 9)
							.mapToObj((day) -> "\"2030-11-0%d 20:00\"".formatted(day))
							.collect(Collectors.joining(","))))
			.json();
		String path = "/v1/shows/" + show.get("showId").asString();
		String slot = ApiResponse.values(this.one.get(path + "/slots").json().get("items"), "slotId").getLast();
		for (int booking = 0; booking < 3; booking++) {
			book(slot, 10).forEach((ticket) -> this.meanwhile.beforeBookingsOf(slot, () -> cancel(ticket)));
		}

		assertThatThrownBy(() -> this.one.getAsOperator(path + "/report", "Accept", type))
			.isInstanceOf(UncheckedIOException.class);
	}

	@RepeatedTest(3)
	void isExactDuringASale() {
		String slot = schedule(600);
		CompletableFuture<List<Integer>> sale = CompletableFuture.supplyAsync(() -> Concurrently.call(8, (customer) -> {
			int left = 0;
			for (int i = 0; i < 15; i++) {
				List<String> tickets = book(slot, 1 + (customer + i) % 4);
				left += tickets.size();
				if (i % 3 == 0) {
					cancel(tickets.getFirst());
					left--;
				}
			}
			return left;
		}));

		long last = 0;
		int reports = 0;
		while (!sale.isDone()) {
			JsonNode report = report(slot);
			long booked = number(report, "/sold") + number(report, "/canceled");
			assertThat(booked).isGreaterThanOrEqualTo(last);
			last = booked;
			reports++;
		}

		assertThat(reports).isPositive();
		assertThat(number(report(slot), "/sold")).isEqualTo(sale.join().stream().mapToInt(Integer::intValue).sum());
		assertThat(number(report(slot), "/canceled")).isEqualTo(8 * 5);
	}

	/**
	 * Does something before bookings are read.
	 */
	private static final class Meanwhile implements RequestInterceptor {

		private final Map<String, Deque<Runnable>> actions = new ConcurrentHashMap<>();

		void beforeBookingsOf(String slot, Runnable action) {
			this.actions.computeIfAbsent(slot, (_) -> new ConcurrentLinkedDeque<>()).add(action);
		}

		int left() {
			return this.actions.values().stream().mapToInt(Deque::size).sum();
		}

		@Override
		public HttpExecuteResponse handle(HttpExecuteRequest request, Connection connection) throws IOException {
			if (DynamoDbMessages.operation(request).equals("Query")) {
				JsonNode query = DynamoDbMessages.body(request);
				if (query.path("TableName").asString("").endsWith("bookings")) {
					this.actions.forEach((slot, actions) -> {
						Runnable action = query.toString().contains(slot) ? actions.poll() : null;
						if (action != null) {
							action.run();
						}
					});
				}
			}
			return connection.send(request);
		}

	}

}
