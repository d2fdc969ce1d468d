package com.ticketly.listing;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RoundTrips;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how many round trips to DynamoDB a request for slots waits for.
 */
class RoundTripTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TestClock.at("2030-10-01T00:00:00Z"))
		.with("--ticketly.dynamodb.attempt-timeout=20s")
		.start();

	private final RoundTrips roundTrips = this.ticketly.bean(RoundTrips.class);

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	@Test
	void aSlotTakesOneRoundTrip() {
		String slot = this.ticketly.schedule("Spectre", 20);
		this.roundTrips.expect(2);

		ApiResponse response = this.ticketly.get("/v1/slots/" + slot);

		assertThat(response.json().get("availTickets").asInt()).isEqualTo(20);
		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

	@Test
	void theSeatsOfASlotTakeOneRoundTrip() {
		String slot = this.ticketly.schedule("Spectre", 20);
		this.roundTrips.expect(2);

		ApiResponse response = this.ticketly.get("/v1/slots/" + slot + "/seats");

		assertThat(response.json().get("availTickets").asInt()).isEqualTo(20);
		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

}
