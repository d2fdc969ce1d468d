package com.ticketly.booking;

import java.util.function.IntPredicate;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests changes of tickets that another instance ends while this one, whose section is
 * outdated, writes them and is refused with conflicts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MixedRefusalTests {

	private static final IntPredicate ALL = (item) -> true;

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	/**
	 * Books a ticket of a section that the first instance has seen before.
	 */
	private String bookElsewhere() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		return this.other.bookOne(slot, "Ben");
	}

	private void assertCanceledIfAnotherInstanceCancels(IntPredicate conflicts) {
		String ticket = bookElsewhere();
		this.connection.conflictNext(() -> this.other.delete("/v1/tickets/" + ticket), conflicts);

		ApiResponse response = this.ticketly.delete("/v1/tickets/" + ticket);

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().get("ticketStatus").asString()).isEqualTo("Canceled");
	}

	@Test
	void cancelsATicketThatAnotherInstanceCancels() {
		assertCanceledIfAnotherInstanceCancels(ALL);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void cancelsATicketThatAnotherInstanceCancelsWhenOneItemConflicts(int item) {
		assertCanceledIfAnotherInstanceCancels((i) -> i == item);
	}

	private void assertNotMovedIfAnotherInstanceCancels(IntPredicate conflicts) {
		String ticket = bookElsewhere();
		String target = this.ticketly.schedule("Spectre", 20);
		this.connection.conflictNext(() -> this.other.delete("/v1/tickets/" + ticket), conflicts);

		ApiResponse response = this.ticketly.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(target));

		assertThat(response.status()).isEqualTo(409);
		assertThat(response.problem()).isEqualTo("ticket-not-booked");
		assertThat(this.ticketly.availTickets(target)).isEqualTo(20);
	}

	@Test
	void doesNotMoveATicketThatAnotherInstanceCancels() {
		assertNotMovedIfAnotherInstanceCancels(ALL);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void doesNotMoveATicketThatAnotherInstanceCancelsWhenOneItemConflicts(int item) {
		assertNotMovedIfAnotherInstanceCancels((i) -> i == item);
	}

	@Test
	void releasesAHoldThatAnotherInstanceReleases() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		String hold = "/v1/holds/"
				+ this.other
					.post("/v1/holds",
							"""
									{"userName":"Ben","phoneNumber":"9653864514","slotId":"%s","numTickets":2}"""
								.formatted(slot))
					.json()
					.get("holdId")
					.asString();
		this.connection.conflictNext(() -> this.other.delete(hold), ALL);

		assertThat(this.ticketly.delete(hold).status()).isEqualTo(204);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

}
