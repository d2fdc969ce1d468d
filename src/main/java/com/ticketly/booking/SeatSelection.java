package com.ticketly.booking;

import java.util.Comparator;
import java.util.List;

import com.ticketly.seating.Seat;
import org.jspecify.annotations.Nullable;

/**
 * Which seats a customer selects: 1 to {@value com.ticketly.ticket.Booking#MAX_TICKETS}.
 */
public sealed interface SeatSelection {

	/**
	 * Returns the number of seats.
	 */
	int count();

	/**
	 * Returns seats that were assigned in the order of this selection.
	 */
	default List<Seat> ordered(List<Seat> assigned) {
		return switch (this) {
			case Best _ -> assigned;
			case Named(var _, var names) ->
				assigned.stream().sorted(Comparator.comparingInt((seat) -> names.indexOf(seat.name()))).toList();
		};
	}

	/**
	 * The best seats that are free.
	 *
	 * @param count how many
	 * @param section the name of their section, null for any
	 * @param category the name of their price category, null for any
	 * @param accessible how many of them are accessible, at least; the others are beside
	 * them. It is 0 for a customer who needs none.
	 */
	record Best(int count, @Nullable String section, @Nullable String category,
			int accessible) implements SeatSelection {

		/**
		 * Selects any seats.
		 */
		public Best(int count) {
			this(count, null, null, 0);
		}

		/**
		 * Returns whether the customer takes any seats.
		 */
		boolean any() {
			return this.section == null && this.category == null && this.accessible == 0;
		}

	}

	/**
	 * Seats by name.
	 *
	 * @param section the name of their section, null if only one section has these seats
	 * @param names the names of the seats, without duplicates
	 */
	record Named(@Nullable String section, List<String> names) implements SeatSelection {

		public Named {
			names = List.copyOf(names);
		}

		@Override
		public int count() {
			return this.names.size();
		}

	}

}
