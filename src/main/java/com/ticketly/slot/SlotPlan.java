package com.ticketly.slot;

import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A slot to schedule.
 *
 * @param showing what is shown, and when
 * @param capacity the number of seats, from 1 to {@value Slot#MAX_CAPACITY}
 * @param seating where the seats are, null where they only have numbers
 */
public record SlotPlan(Showing showing, int capacity, @Nullable SeatingPlan seating) {
}
