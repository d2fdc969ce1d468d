package com.ticketly.monitoring;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the metrics at the Prometheus endpoint.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTests {

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.sales.deadline=2s", "--logging.threshold.console=off",
				"--management.tracing.sampling.probability=1");

	private final TicketlyInstance ticketly = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * Returns the value of a time series, 0 if there is none.
	 */
	private double value(String series) {
		return this.ticketly.metric(series);
	}

	@Test
	void requireTheOperator() {
		assertThat(this.ticketly.get("/actuator/prometheus").status()).isEqualTo(401);
		assertThat(this.ticketly.getAsOperator("/actuator/prometheus").status()).isEqualTo(200);
		assertThat(this.ticketly.getAsOperator("/actuator/env").status()).as("an endpoint that is not exposed")
			.isEqualTo(404);
	}

	@Test
	void haveExemplarsOnlyOnBucketsAndCounters() {
		this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 20), "Ann");

		assertThat(this.ticketly
			.getAsOperator("/actuator/prometheus", "Accept", "application/openmetrics-text;version=1.0.0")
			.response()
			.body()
			.lines()
			.filter((line) -> line.contains("trace_id"))).isNotEmpty()
			.allMatch((line) -> line.matches("\\w+_(bucket|total)\\W.*"));
	}

	@Test
	void countBookingsAndTheirTickets() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		double bookings = value("ticketly_bookings_total");
		double tickets = value("ticketly_tickets_total");
		double users = value("ticketly_users_total");

		this.ticketly.book(slot, "Somebody new", 3);
		this.ticketly.book(slot, "Somebody new", 2);

		assertThat(value("ticketly_bookings_total")).isEqualTo(bookings + 2);
		assertThat(value("ticketly_tickets_total")).isEqualTo(tickets + 5);
		assertThat(value("ticketly_users_total")).isEqualTo(users + 1);
	}

	@Test
	void haveNoPersonalDataAndNoIds() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Annabella");
		this.ticketly.get("/v1/tickets/" + ticket);
		this.ticketly.getAsOperator("/v1/users/Annabella");

		assertThat(this.ticketly.getAsOperator("/actuator/prometheus").response().body()).contains("ticketly_bookings")
			.doesNotContain("Annabella", "9653864514", ticket, slot);
	}

	@Test
	void countRefusalsByReason() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		String unknown = ticket.substring(0, ticket.length() - 1) + (ticket.endsWith("0") ? "1" : "0");
		double soldOutBefore = value("ticketly_refusals_total{reason=\"sold-out\"}");
		double sameSlotBefore = value("ticketly_refusals_total{reason=\"same-slot\"}");
		double notFoundBefore = value("ticketly_refusals_total{reason=\"ticket-not-found\"}");
		double bookings = value("ticketly_bookings_total");

		this.ticketly.book(slot, "Ben", 2);
		this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(slot));
		this.ticketly.delete("/v1/tickets/" + unknown);

		assertThat(value("ticketly_refusals_total{reason=\"sold-out\"}")).isEqualTo(soldOutBefore + 1);
		assertThat(value("ticketly_refusals_total{reason=\"same-slot\"}")).isEqualTo(sameSlotBefore + 1);
		assertThat(value("ticketly_refusals_total{reason=\"ticket-not-found\"}")).isEqualTo(notFoundBefore + 1);
		assertThat(value("ticketly_bookings_total")).isEqualTo(bookings);
	}

	@Test
	void measureGroupsTransactionsAndCalls() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		double groups = value("ticketly_group_size_count");
		double commands = value("ticketly_group_size_sum");
		double waits = value("ticketly_queue_wait_seconds_count");
		double written = value("ticketly_transaction_seconds_count{outcome=\"written\"}");
		double calls = value("dynamodb_calls_seconds_count{error=\"none\",operation=\"TransactWriteItems\"}");
		this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bookOne(slot, "Ann");

		assertThat(value("ticketly_group_size_count")).isEqualTo(groups + 2);
		assertThat(value("ticketly_group_size_sum")).isEqualTo(commands + 2);
		assertThat(value("ticketly_queue_wait_seconds_count")).isEqualTo(waits + 2);
		assertThat(value("ticketly_transaction_seconds_count{outcome=\"written\"}")).isEqualTo(written + 2);
		assertThat(value("dynamodb_calls_seconds_count{error=\"none\",operation=\"TransactWriteItems\"}"))
			.isGreaterThanOrEqualTo(calls + 2);
		assertThat(value("http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"POST\","
				+ "outcome=\"SUCCESS\",status=\"201\",uri=\"/v1/tickets\"}"))
			.isGreaterThanOrEqualTo(2);
	}

	@Test
	void countUnitsByTable() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		double sections = value("ticketly_write_units_total{table=\"sections\"}");
		double bookings = value("ticketly_write_units_total{table=\"bookings\"}");
		double users = value("ticketly_read_units_total{table=\"users\"}");
		double reads = value("ticketly_read_units_total{table=\"bookings\"}");

		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.get("/v1/tickets/" + ticket);

		assertThat(value("ticketly_write_units_total{table=\"sections\"}")).isEqualTo(sections + 2);
		assertThat(value("ticketly_write_units_total{table=\"bookings\"}")).isEqualTo(bookings + 3);
		assertThat(value("ticketly_read_units_total{table=\"users\"}")).isEqualTo(users);
		assertThat(value("ticketly_read_units_total{table=\"bookings\"}")).isEqualTo(reads + 1);
	}

	@Test
	void countConflictsWithAnotherInstance() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		double conflicts = value("ticketly_conflicts_total");
		try (TicketlyInstance other = this.builder.start()) {
			other.bookOne(slot, "Ben");
		}

		this.ticketly.bookOne(slot, "Ann");

		assertThat(value("ticketly_conflicts_total")).isEqualTo(conflicts + 1);
		assertThat(value("ticketly_transaction_seconds_count{outcome=\"refused\"}")).isGreaterThanOrEqualTo(1);
	}

	@Test
	void countRetriesAndTimeouts() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);
		double commands = value("ticketly_group_size_sum");
		double retries = value("ticketly_retries_total");
		double busy = value("ticketly_refusals_total{reason=\"busy\"}");

		connection.set(FaultyHttpClient.Fault.REQUEST_LOST);
		ApiResponse response = this.ticketly.book(slot, "Ann", 1);
		connection.set(FaultyHttpClient.Fault.NONE);

		assertThat(response.status()).isEqualTo(503);
		assertThat(value("ticketly_retries_total")).isGreaterThan(retries);
		assertThat(value("ticketly_refusals_total{reason=\"busy\"}")).isEqualTo(busy + 1);
		// The booking that came too late is undone in the background. Other tests count
		// its writes otherwise.
		await().until(() -> value("ticketly_group_size_sum") == commands + 2);
	}

	@Test
	void showExpiryRunsAndTheirLag() {
		String id = this.ticketly.schedule("Skyfall", 20);
		Instant expiry = Instant.parse("2030-11-01T23:22:00Z");
		Slots slots = this.ticketly.bean(Slots.class);
		this.clock.moveTo(expiry.plusSeconds(90));
		slots.claim(slots.read(new SlotId(id)).orElseThrow(), expiry.plusSeconds(90));
		double runs = value("ticketly_expiry_runs_total");

		this.ticketly.postAsOperator("/expireTickets", "{}");

		assertThat(value("ticketly_expiry_runs_total")).isEqualTo(runs + 1);
		assertThat(value("ticketly_expiry_lag_seconds")).as("the slot is claimed by another run").isEqualTo(90);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(value("ticketly_expiry_lag_seconds")).isEqualTo(690);
		this.ticketly.postAsOperator("/expireTickets", "{}");
		assertThat(value("ticketly_expiry_lag_seconds")).isZero();
		this.clock.moveTo(Instant.parse("2030-10-01T00:00:00Z"));
	}

}
