package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A change of a slot by an operator. A field that is null does not change.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends
 */
public record SlotChange(@Nullable String name, @Nullable String description, @Nullable Instant start,
		@Nullable Instant end, @Nullable Genre genre) {

	/**
	 * The longest slot in a hall. The hall's months are written in one transaction.
	 */
	public static final Duration MAX_IN_HALL = Duration.ofDays(366);

	/**
	 * Says what the end of a slot in a hall must be.
	 */
	public static final String TOO_LONG_FOR_HALL = "must be at most %d days after startTime if the slot has a hall"
		.formatted(MAX_IN_HALL.toDays());

	/**
	 * Why a slot cannot be changed in this way.
	 */
	public enum Problem {

		/**
		 * The end would not be after the start.
		 */
		END_NOT_AFTER_START,

		/**
		 * The end would be so early that the tickets of the slot would expire at once,
		 * which could not be undone.
		 */
		END_TOO_EARLY,

		/**
		 * The slot would occupy its hall for longer than {@link SlotChange#MAX_IN_HALL}.
		 */
		TOO_LONG_FOR_HALL

	}

}
