package com.ticketly.sale;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A moment of a sale: a time, or a number of minutes before the start of the slot, which
 * follows the start if the slot is moved.
 *
 * @param time the time, in whole seconds, null if it is given in minutes
 * @param minutesBefore how many minutes before the start, null if it is given as a time
 */
public record SaleTime(@Nullable Instant time, @Nullable Integer minutesBefore) {

	private static final long SECONDS = 60;

	/**
	 * Returns the time for a slot that starts at a time.
	 */
	public Instant at(Instant start) {
		return (this.minutesBefore != null) ? start.minusSeconds(SECONDS * this.minutesBefore)
				: Objects.requireNonNull(this.time);
	}

}
