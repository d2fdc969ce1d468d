package com.ticketly.slot;

import java.time.Instant;

import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to schedule.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends, after its start
 * @param type the kind of showing
 * @param genre what it is about
 * @param capacity the number of seats, from 1 to {@value Slot#MAX_CAPACITY}
 * @param seating where the seats are, null where they have nothing but numbers
 */
public record SlotPlan(String name, String description, Instant start, Instant end, SlotType type, Genre genre,
		int capacity, @Nullable SeatingPlan seating) {
}
