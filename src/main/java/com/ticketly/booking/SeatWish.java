package com.ticketly.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which seats a customer wants: from 1 to
 * {@value com.ticketly.ticket.Booking#MAX_TICKETS}.
 */
public sealed interface SeatWish {

	/**
	 * Returns how many seats are wanted.
	 */
	int count();

	/**
	 * The best ones.
	 *
	 * @param count how many
	 */
	record Best(int count) implements SeatWish {
	}

	/**
	 * These and no others.
	 *
	 * @param section the name of their section, null where only one can be meant
	 * @param names the seats' names, each once
	 */
	record Named(@Nullable String section, List<String> names) implements SeatWish {

		public Named {
			names = List.copyOf(names);
		}

		@Override
		public int count() {
			return this.names.size();
		}

	}

}
