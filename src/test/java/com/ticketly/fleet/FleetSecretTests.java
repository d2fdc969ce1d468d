package com.ticketly.fleet;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests instances with different secrets, such as during a change of the secret.
 */
class FleetSecretTests {

	@Test
	void separatesInstancesThatSellEachSeatOnce() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder();
		try (TicketlyInstance before = builder.with("--ticketly.fleet.secret=before").start();
				TicketlyInstance after = builder.with("--ticketly.fleet.secret=after").start();
				TicketlyInstance alsoAfter = builder.start()) {
			List<TicketlyInstance> instances = List.of(before, after, alsoAfter);
			String slot = before.schedule("Skyfall", 20);

			List<ApiResponse> responses = Concurrently.call(30,
					(i) -> instances.get(i % 3).book(slot, "Customer " + i, 1));

			assertThat(instances).extracting((instance) -> instance.bean(Fleet.class).size()).containsExactly(1, 2, 2);
			assertThat(responses).filteredOn((response) -> response.status() == 201).hasSize(20);
			assertThat(SeatAudit.bookedTickets(before, slot)).hasSize(20);
		}
	}

}
