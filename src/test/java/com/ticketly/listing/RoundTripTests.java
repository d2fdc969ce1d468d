package com.ticketly.listing;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RoundTrips;
import com.ticketly.slot.Section;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how many round trips to DynamoDB a request for slots waits for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(TestClock.at("2030-10-01T00:00:00Z"));

	private final TicketlyInstance ticketly = this.builder.start();

	private final RoundTrips roundTrips = this.ticketly.bean(RoundTrips.class);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private static void schedule(TicketlyInstance instance, String genre, String start) {
		ApiResponse response = instance.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"%s","capacity":20}""".formatted(start, start.replace("T20", "T22"), genre));
		assertThat(response.status()).isEqualTo(201);
	}

	/**
	 * Requests a new slot twice. The instance does not know at first how many sections it
	 * has.
	 */
	private void assertThatOneRoundTripFinds(int seatsLeft, String path) {
		boolean oneSection = seatsLeft <= Section.MAX_SEATS;
		for (int requests : List.of(2, oneSection ? 1 : 2)) {
			this.roundTrips.expect(requests);
			assertThat(this.ticketly.get(path).json().get("availTickets").asInt()).isEqualTo(seatsLeft);
			assertThat(this.roundTrips.areAsExpected()).isTrue();
		}
	}

	@Test
	void aSlotTakesOneRoundTrip() {
		assertThatOneRoundTripFinds(20, "/v1/slots/" + this.ticketly.schedule("Spectre", 20));
		assertThatOneRoundTripFinds(1200, "/v1/slots/" + this.ticketly.schedule("Arena", 1200));
	}

	@Test
	void theSeatsOfASlotTakeOneRoundTrip() {
		assertThatOneRoundTripFinds(20, "/v1/slots/" + this.ticketly.schedule("Spectre", 20) + "/seats");
		assertThatOneRoundTripFinds(1200, "/v1/slots/" + this.ticketly.schedule("Arena", 1200) + "/seats");
	}

	@Test
	void aListingTakesTwoRoundTrips() {
		schedule(this.ticketly, "Comedy", "2030-11-30T20:00:00Z");
		schedule(this.ticketly, "Comedy", "2030-12-01T20:00:00Z");
		String path = "/v1/slots?from=2030-11-02&to=2030-12-30&genre=Comedy";
		assertThat(this.ticketly.get(path).json().get("items")).hasSize(2);
		// The months and the slots of both, then the sections.
		this.roundTrips.expect(3, 1);

		assertThat(this.ticketly.get(path).json().get("items")).hasSize(2);

		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

	@Test
	void aListingQueriesOnlyTheMonthsThatItNeeds() {
		schedule(this.ticketly, "Drama", "2030-11-29T20:00:00Z");
		schedule(this.ticketly, "Drama", "2030-11-30T20:00:00Z");
		schedule(this.ticketly, "Drama", "2030-12-01T20:00:00Z");
		String path = "/v1/slots?from=2030-11-02&to=2030-12-30&genre=Drama&limit=1";
		assertThat(this.ticketly.get(path).json().get("items")).hasSize(1);
		this.roundTrips.expect(2, 1);

		assertThat(this.ticketly.get(path).json().get("items")).hasSize(1);

		assertThat(this.roundTrips.areAsExpected()).isTrue();
	}

	@Test
	void aListingContainsASlotInAMonthThatAnotherInstanceRegistered() {
		schedule(this.ticketly, "Fantasy", "2030-11-30T20:00:00Z");
		assertThat(this.ticketly.get("/v1/slots?genre=Fantasy").json().get("items")).hasSize(1);
		try (TicketlyInstance other = this.builder.start()) {
			schedule(other, "Fantasy", "2030-10-31T20:00:00Z");
			schedule(other, "Fantasy", "2030-12-01T20:00:00Z");
		}

		assertThat(ApiResponse.values(this.ticketly.get("/v1/slots?genre=Fantasy").json().get("items"), "startTime"))
			.containsExactly("2030-10-31T20:00:00Z", "2030-11-30T20:00:00Z", "2030-12-01T20:00:00Z");
	}

}
