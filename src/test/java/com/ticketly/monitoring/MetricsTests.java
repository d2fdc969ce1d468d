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

/**
 * What Prometheus reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTests {

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.sales.deadline=2s", "--logging.level.com.ticketly=off",
				"--management.tracing.sampling.probability=1");

	private final TicketlyInstance ticketly = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * Returns a figure that is shown, 0 where there is none.
	 */
	private double figure(String series) {
		return this.ticketly.getAsOperator("/actuator/prometheus")
			.response()
			.body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length() + 1)))
			.sum();
	}

	@Test
	void areForOperators() {
		assertThat(this.ticketly.get("/actuator/prometheus").status()).isEqualTo(401);
		assertThat(this.ticketly.getAsOperator("/actuator/prometheus").status()).isEqualTo(200);
		assertThat(this.ticketly.getAsOperator("/actuator/env").status()).as("nothing else is shown").isEqualTo(404);
	}

	@Test
	void nameTracesWhereAnOldPrometheusReadsThem() {
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
		double bookings = figure("ticketly_bookings_total");
		double tickets = figure("ticketly_tickets_total");
		double users = figure("ticketly_users_total");

		this.ticketly.book(slot, "Somebody new", 3);
		this.ticketly.book(slot, "Somebody new", 2);

		assertThat(figure("ticketly_bookings_total")).isEqualTo(bookings + 2);
		assertThat(figure("ticketly_tickets_total")).isEqualTo(tickets + 5);
		assertThat(figure("ticketly_users_total")).isEqualTo(users + 1);
	}

	@Test
	void countRefusalsByReason() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		String unknown = ticket.substring(0, ticket.length() - 1) + (ticket.endsWith("0") ? "1" : "0");
		double soldOut = figure("ticketly_refusals_total{reason=\"sold-out\"}");
		double sameSlot = figure("ticketly_refusals_total{reason=\"same-slot\"}");
		double notFound = figure("ticketly_refusals_total{reason=\"ticket-not-found\"}");
		double bookings = figure("ticketly_bookings_total");

		this.ticketly.book(slot, "Ben", 2);
		this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(slot));
		this.ticketly.delete("/v1/tickets/" + unknown);

		assertThat(figure("ticketly_refusals_total{reason=\"sold-out\"}")).isEqualTo(soldOut + 1);
		assertThat(figure("ticketly_refusals_total{reason=\"same-slot\"}")).isEqualTo(sameSlot + 1);
		assertThat(figure("ticketly_refusals_total{reason=\"ticket-not-found\"}")).isEqualTo(notFound + 1);
		assertThat(figure("ticketly_bookings_total")).isEqualTo(bookings);
	}

	@Test
	void measureGroupsTransactionsAndCalls() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		double groups = figure("ticketly_group_size_count");
		double commands = figure("ticketly_group_size_sum");
		double waits = figure("ticketly_queue_wait_seconds_count");
		double written = figure("ticketly_transaction_seconds_count{outcome=\"written\"}");
		double calls = figure("dynamodb_calls_seconds_count{error=\"none\",operation=\"TransactWriteItems\"}");
		this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bookOne(slot, "Ann");

		assertThat(figure("ticketly_group_size_count")).isEqualTo(groups + 2);
		assertThat(figure("ticketly_group_size_sum")).isEqualTo(commands + 2);
		assertThat(figure("ticketly_queue_wait_seconds_count")).isEqualTo(waits + 2);
		assertThat(figure("ticketly_transaction_seconds_count{outcome=\"written\"}")).isEqualTo(written + 2);
		assertThat(figure("dynamodb_calls_seconds_count{error=\"none\",operation=\"TransactWriteItems\"}"))
			.isGreaterThanOrEqualTo(calls + 2);
		assertThat(figure("http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"POST\","
				+ "outcome=\"SUCCESS\",status=\"201\",uri=\"/v1/tickets\"}"))
			.isGreaterThanOrEqualTo(2);
	}

	@Test
	void countUnitsByTable() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		double sections = figure("ticketly_write_units_total{table=\"sections\"}");
		double bookings = figure("ticketly_write_units_total{table=\"bookings\"}");
		double users = figure("ticketly_read_units_total{table=\"users\"}");
		double reads = figure("ticketly_read_units_total{table=\"bookings\"}");

		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.get("/v1/tickets/" + ticket);

		assertThat(figure("ticketly_write_units_total{table=\"sections\"}")).isEqualTo(sections + 2);
		assertThat(figure("ticketly_write_units_total{table=\"bookings\"}")).isEqualTo(bookings + 3);
		assertThat(figure("ticketly_read_units_total{table=\"users\"}")).isEqualTo(users);
		assertThat(figure("ticketly_read_units_total{table=\"bookings\"}")).isEqualTo(reads + 1);
	}

	@Test
	void countGroupsThatAnotherInstanceRefused() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		double conflicts = figure("ticketly_conflicts_total");
		try (TicketlyInstance other = this.builder.start()) {
			other.bookOne(slot, "Ben");
		}

		this.ticketly.bookOne(slot, "Ann");

		assertThat(figure("ticketly_conflicts_total")).isEqualTo(conflicts + 1);
		assertThat(figure("ticketly_transaction_seconds_count{outcome=\"refused\"}")).isGreaterThanOrEqualTo(1);
	}

	@Test
	void countRetriesAndThoseWhoGaveUp() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);
		double retries = figure("ticketly_retries_total");
		double busy = figure("ticketly_refusals_total{reason=\"busy\"}");

		connection.set(FaultyHttpClient.Fault.REQUEST_LOST);
		ApiResponse answer = this.ticketly.book(slot, "Ann", 1);
		connection.set(FaultyHttpClient.Fault.NONE);

		assertThat(answer.status()).isEqualTo(503);
		assertThat(figure("ticketly_retries_total")).isGreaterThan(retries);
		assertThat(figure("ticketly_refusals_total{reason=\"busy\"}")).isEqualTo(busy + 1);
	}

	@Test
	void showExpiryRunsAndWhatTheyLeftBehind() {
		String id = this.ticketly.schedule("Skyfall", 20);
		Instant expiry = Instant.parse("2030-11-01T23:22:00Z");
		Slots slots = this.ticketly.bean(Slots.class);
		this.clock.moveTo(expiry.plusSeconds(90));
		slots.claim(slots.read(new SlotId(id)).orElseThrow(), expiry.plusSeconds(90));
		double runs = figure("ticketly_expiry_runs_total");

		this.ticketly.postAsOperator("/expireTickets", "{}");

		assertThat(figure("ticketly_expiry_runs_total")).isEqualTo(runs + 1);
		assertThat(figure("ticketly_expiry_lag_seconds")).as("another run has claimed the slot").isEqualTo(90);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(figure("ticketly_expiry_lag_seconds")).isEqualTo(690);
		this.ticketly.postAsOperator("/expireTickets", "{}");
		assertThat(figure("ticketly_expiry_lag_seconds")).isZero();
		this.clock.moveTo(Instant.parse("2030-10-01T00:00:00Z"));
	}

}
