package com.ticketly.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserRestControllerTests {

	private final TestClock clock = TestClock.at("2029-03-01T00:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with(this.clock).start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private String tier(String user) {
		return this.ticketly.getAsOperator("/v1/users/" + user).json().get("customerTier").asString();
	}

	@Test
	void derivesTheTierFromTheTicketsOfTheLastTwelveMonths() {
		this.clock.moveTo(Instant.parse("2029-03-01T00:00:00Z"));
		String slot = this.ticketly.schedule("Skyfall", 100);
		ApiResponse first = this.ticketly.book(slot, "Ann", 9);
		String user = first.json().get(0).get("userId").asString();
		assertThat(tier(user)).isEqualTo("Silver");

		String tenth = this.ticketly.bookOne(slot, "Ann");
		assertThat(tier(user)).isEqualTo("Gold");
		this.ticketly.delete("/v1/tickets/" + tenth);
		assertThat(tier(user)).isEqualTo("Silver");

		this.clock.moveTo(Instant.parse("2029-09-01T00:00:00Z"));
		this.ticketly.book(slot, "Ann", 10);
		this.ticketly.book(slot, "Ann", 6);
		assertThat(tier(user)).isEqualTo("Platinum");

		this.clock.moveTo(Instant.parse("2030-03-01T00:00:00Z"));
		assertThat(tier(user)).as("on the last day").isEqualTo("Platinum");
		this.clock.moveTo(Instant.parse("2030-03-01T00:00:01Z"));
		assertThat(tier(user)).isEqualTo("Gold");
		this.clock.moveTo(Instant.parse("2030-09-01T00:00:01Z"));
		assertThat(tier(user)).isEqualTo("Silver");
	}

	@Test
	void listsTheTicketsOfACustomerInAllSlots() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			ids.addAll(ApiResponse.values(this.ticketly.book(this.ticketly.schedule("Film " + i, 20), "Ben", 3).json(),
					"ticketId"));
			this.clock.advance(Duration.ofSeconds(1));
		}
		String user = this.ticketly.get("/v1/tickets/" + ids.getFirst()).json().get("userId").asString();

		List<String> paged = this.ticketly.ticketIdsOfAllPages("/v1/users/" + user + "/tickets");

		assertThat(paged).containsExactlyElementsOf(ids);
	}

	@Test
	void answersNotFoundForUnknownUsers() {
		for (String id : List.of("x", "U00000000000000000000000000", "NAME%23+4930123456%23Ann")) {
			assertThat(this.ticketly.getAsOperator("/v1/users/" + id).problem()).isEqualTo("user-not-found");
			assertThat(this.ticketly.getAsOperator("/v1/users/" + id + "/tickets").problem())
				.isEqualTo("user-not-found");
		}
	}

}
