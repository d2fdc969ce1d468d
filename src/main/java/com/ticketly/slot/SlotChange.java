package com.ticketly.slot;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an operator changes of a slot; what is null stays as it is.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends
 * @param genre what it is about
 */
public record SlotChange(@Nullable String name, @Nullable String description, @Nullable Instant start,
		@Nullable Instant end, @Nullable Genre genre) {
}
