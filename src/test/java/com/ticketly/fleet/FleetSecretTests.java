package com.ticketly.fleet;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests instances with different secrets, such as during a change of the secret, and
 * those with the same secret and other tables.
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

	@Test
	void separatesInstancesWithOtherTables() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder().asFleet();
		try (TicketlyInstance stranger = TicketlyInstance.builder().asFleet().start();
				TicketlyInstance first = builder.start()) {
			addresses(stranger).forEach((address) -> first.bean(MemberAddresses.class).add(fleet(first), address));
			try (TicketlyInstance second = builder.start()) {
				assertThat(addresses(second)).hasSize(3);
				assertThat(List.of(stranger, first, second)).extracting((instance) -> instance.bean(Fleet.class).size())
					.containsExactly(1, 2, 2);
			}
		}
	}

	private static List<IpAddress> addresses(TicketlyInstance instance) {
		return instance.bean(MemberAddresses.class).list(fleet(instance));
	}

	private static String fleet(TicketlyInstance instance) {
		return instance.bean(Fleet.class).channel().channel().getClusterName();
	}

}
