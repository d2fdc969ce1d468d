package com.ticketly.booking;

import java.util.List;

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
	 * The best seats that are free.
	 *
	 * @param count how many
	 */
	record Best(int count) implements SeatSelection {
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
