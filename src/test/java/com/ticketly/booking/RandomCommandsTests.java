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
 * Whatever customers do in whatever order, on either of two instances, the service knows
 * what a plain model knows.
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
	 * What a customer does.
	 *
	 * @param kind 0 books, 1 cancels, 2 moves
	 * @param slot the slot to book or to move to
	 * @param number how many tickets to book, or which ticket to cancel or move
	 * @param onOne on which instance
	 */
	record Step(int kind, int slot, int number, boolean onOne) {
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		return Combinators
			.combine(Arbitraries.of(0, 0, 1, 2, 2), Arbitraries.integers().between(0, 1),
					Arbitraries.integers().between(0, 9), Arbitraries.of(true, false))
			.as(Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(40);
	}

	@Property(tries = 25, shrinking = ShrinkingMode.OFF)
	void knowsWhatAPlainModelKnows(@ForAll("steps") List<Step> steps) {
		TicketlyInstance first = Objects.requireNonNull(one);
		TicketlyInstance second = Objects.requireNonNull(other);
		List<String> slots = List.of(first.schedule("A", CAPACITY), first.schedule("B", CAPACITY));
		Model model = new Model();

		for (Step step : steps) {
			TicketlyInstance ticketly = step.onOne() ? first : second;
			switch (step.kind()) {
				case 0 -> model.book(step.slot(), step.number() % 4 + 1,
						ticketly.book(slots.get(step.slot()), "Ann", step.number() % 4 + 1));
				case 1 -> model.withTicket(step.number(),
						(ticket) -> model.cancel(ticket, ticketly.delete("/v1/tickets/" + ticket)));
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
	 * The plain model.
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
			assertThat(this.slotOf).as("never reused").doesNotContainKey(ticket);
			this.tickets.add(ticket);
			this.slotOf.put(ticket, slot);
			this.booked.add(ticket);
		}

		void book(int slot, int tickets, ApiResponse answer) {
			if (tickets > left(slot)) {
				assertThat(answer.problem()).isEqualTo("sold-out");
				assertThat(answer.json().get("availTickets").asInt()).isEqualTo(left(slot));
			}
			else {
				assertThat(answer.status()).isEqualTo(201);
				ApiResponse.values(answer.json(), "ticketId").forEach((ticket) -> add(ticket, slot));
			}
		}

		void cancel(String ticket, ApiResponse answer) {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().get("ticketStatus").asString()).isEqualTo("Canceled");
			this.booked.remove(ticket);
		}

		void move(String ticket, int slot, ApiResponse answer) {
			if (!this.booked.contains(ticket)) {
				assertThat(answer.problem()).isEqualTo("ticket-not-booked");
			}
			else if (this.slotOf.getOrDefault(ticket, -1) == slot) {
				assertThat(answer.problem()).isEqualTo("same-slot");
			}
			else if (left(slot) == 0) {
				assertThat(answer.problem()).isEqualTo("sold-out");
			}
			else {
				assertThat(answer.status()).isEqualTo(201);
				this.booked.remove(ticket);
				add(answer.json().get("ticketId").asString(), slot);
			}
		}

	}

}
