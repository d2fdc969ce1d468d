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

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(TestClock.at("2030-10-01T00:00:00Z"));

	private final TicketlyInstance ticketly = this.builder.start();

	private final RoundTrips roundTrips = this.ticketly.bean(RoundTrips.class);

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	private void schedule(String start) {
		schedule(this.ticketly, start);
	}

	private static void schedule(TicketlyInstance instance, String start) {
		ApiResponse response = instance.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"Action","capacity":20}""".formatted(start, start.replace("T20", "T22")));
		assertThat(response.status()).isEqualTo(201);
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

	@Test
	void aListingTakesTwoRoundTrips() {
		schedule("2030-11-30T20:00:00Z");
		schedule("2030-12-01T20:00:00Z");
		assertThat(this.ticketly.get("/v1/slots").json().get("items")).hasSize(2);
		// The months and the slots of both, then the sections.
		this.roundTrips.expect(3, 1);

		assertThat(this.ticketly.get("/v1/slots").json().get("items")).hasSize(2);

		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

	@Test
	void aListingQueriesOnlyTheMonthsThatItNeeds() {
		schedule("2030-11-29T20:00:00Z");
		schedule("2030-11-30T20:00:00Z");
		schedule("2030-12-01T20:00:00Z");
		assertThat(this.ticketly.get("/v1/slots?limit=1").json().get("items")).hasSize(1);
		this.roundTrips.expect(2, 1);

		assertThat(this.ticketly.get("/v1/slots?limit=1").json().get("items")).hasSize(1);

		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

	@Test
	void aListingContainsASlotInAMonthThatAnotherInstanceRegistered() {
		schedule("2030-11-30T20:00:00Z");
		assertThat(this.ticketly.get("/v1/slots").json().get("items")).hasSize(1);
		try (TicketlyInstance other = this.builder.start()) {
			schedule(other, "2030-10-31T20:00:00Z");
			schedule(other, "2030-12-01T20:00:00Z");
		}

		assertThat(ApiResponse.values(this.ticketly.get("/v1/slots").json().get("items"), "startTime"))
			.containsExactly("2030-10-31T20:00:00Z", "2030-11-30T20:00:00Z", "2030-12-01T20:00:00Z");
	}

}
