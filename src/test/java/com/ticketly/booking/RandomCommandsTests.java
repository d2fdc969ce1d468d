package com.ticketly.booking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs random commands on two instances, and compares the results with a simple model.
 */
class RandomCommandsTests {

	private static final int CAPACITY = 7;

	private static @Nullable TicketlyInstance one;

	private static @Nullable TicketlyInstance other;

	@BeforeContainer
	static void start() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder();
		one = builder.start();
		other = builder.start();
	}

	@AfterContainer
	static void stop() {
		if (one != null && other != null) {
			one.close();
			other.close();
		}
	}

	/**
	 * A command of a customer.
	 *
	 * @param kind 0 to book, 1 to cancel, 2 to reschedule, 3 to transfer
	 * @param slot the slot to book or to reschedule to
	 * @param number the number of tickets to book, or the ticket of the others
	 * @param onFirst whether the first instance handles the command
	 */
	record Step(int kind, int slot, int number, boolean onFirst) {
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		return Combinators
			.combine(Arbitraries.of(0, 0, 1, 2, 2, 3), Arbitraries.integers().between(0, 1),
					Arbitraries.integers().between(0, 9), Arbitraries.of(true, false))
			.as(Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(40);
	}

	@Property(tries = 25, shrinking = ShrinkingMode.OFF)
	void agreesWithASimpleModel(@ForAll("steps") List<Step> steps) {
		TicketlyInstance first = Objects.requireNonNull(one);
		TicketlyInstance second = Objects.requireNonNull(other);
		List<String> slots = List.of(first.schedule("A", CAPACITY), first.schedule("B", CAPACITY));
		Model model = new Model();

		for (Step step : steps) {
			TicketlyInstance ticketly = step.onFirst() ? first : second;
			switch (step.kind()) {
				case 0 -> model.book(step.slot(), step.number() % 4 + 1,
						ticketly.book(slots.get(step.slot()), "Ann", step.number() % 4 + 1));
				case 1 -> model.withTicket(step.number(),
						(ticket) -> model.cancel(ticket, ticketly.delete("/v1/tickets/" + ticket)));
				case 3 -> model.withTicket(step.number(),
						(ticket) -> model.transfer(ticket, ticketly.post("/v1/tickets/" + ticket + "/transfer", """
								{"userName":"Customer %d","phoneNumber":"9653864514"}""".formatted(step.number()))));
				default -> model.withTicket(step.number(), (ticket) -> model.move(ticket, step.slot(),
						ticketly.post("/v1/tickets/" + ticket + "/reschedule", """
								{"slotId":"%s"}""".formatted(slots.get(step.slot())))));
			}
			assertThat(second.availTickets(slots.get(step.slot()))).isEqualTo(model.left(step.slot()));
		}

		for (int slot = 0; slot < 2; slot++) {
			assertThat(SeatAudit.bookedTickets(first, slots.get(slot))).extracting((ticket) -> ticket.id().value())
				.containsExactlyInAnyOrderElementsOf(model.booked(slot));
		}
	}

	/**
	 * The expected state of both slots.
	 */
	private static final class Model {

		private final List<String> tickets = new ArrayList<>();

		private final Map<String, Integer> slotOf = new HashMap<>();

		private final Set<String> booked = new HashSet<>();

		int left(int slot) {
			return CAPACITY - booked(slot).size();
		}

		List<String> booked(int slot) {
			return this.booked.stream().filter((ticket) -> this.slotOf.getOrDefault(ticket, -1) == slot).toList();
		}

		void withTicket(int number, Consumer<String> action) {
			if (!this.tickets.isEmpty()) {
				action.accept(this.tickets.get(number % this.tickets.size()));
			}
		}

		private void add(String ticket, int slot) {
			assertThat(this.slotOf).as("all ticket ids so far").doesNotContainKey(ticket);
			this.tickets.add(ticket);
			this.slotOf.put(ticket, slot);
			this.booked.add(ticket);
		}

		void book(int slot, int tickets, ApiResponse response) {
			if (tickets > left(slot)) {
				assertThat(response.problem()).isEqualTo("sold-out");
				assertThat(response.json().get("availTickets").asInt()).isEqualTo(left(slot));
			}
			else {
				assertThat(response.status()).isEqualTo(201);
				ApiResponse.values(response.json(), "ticketId").forEach((ticket) -> add(ticket, slot));
			}
		}

		void cancel(String ticket, ApiResponse response) {
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.json().get("ticketStatus").asString()).isEqualTo("Canceled");
			this.booked.remove(ticket);
		}

		void transfer(String ticket, ApiResponse response) {
			if (this.booked.remove(ticket)) {
				assertThat(response.status()).isEqualTo(201);
				add(response.json().get("ticketId").asString(), this.slotOf.getOrDefault(ticket, -1));
			}
			else {
				assertThat(response.problem()).isEqualTo("ticket-not-booked");
			}
		}

		void move(String ticket, int slot, ApiResponse response) {
			if (!this.booked.contains(ticket)) {
				assertThat(response.problem()).isEqualTo("ticket-not-booked");
			}
			else if (this.slotOf.getOrDefault(ticket, -1) == slot) {
				assertThat(response.problem()).isEqualTo("same-slot");
			}
			else if (left(slot) == 0) {
				assertThat(response.problem()).isEqualTo("sold-out");
			}
			else {
				assertThat(response.status()).isEqualTo(201);
				this.booked.remove(ticket);
				add(response.json().get("ticketId").asString(), slot);
			}
		}

	}

}
