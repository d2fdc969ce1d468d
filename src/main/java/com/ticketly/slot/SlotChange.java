package com.ticketly.slot;

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
		END_TOO_EARLY

	}

}
