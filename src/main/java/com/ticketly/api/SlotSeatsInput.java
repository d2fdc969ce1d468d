package com.ticketly.api;

import java.util.Optional;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.hall.HallId;
import com.ticketly.input.FieldRules;
import com.ticketly.programme.SeatingPlanInput;
import com.ticketly.slot.Slot;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a slot to schedule: their number, or a seating plan, or the hall that has
 * one.
 *
 * @param capacity the number of seats, from 1 to {@value Slot#MAX_CAPACITY}; by default
 * {@value #DEFAULT_CAPACITY}
 * @param seatingPlan the sections, rows and seats
 * @param hallId the id of the hall that the slot takes place in
 * @param allowOverlap whether another slot may take place in the hall at the same time
 */
public record SlotSeatsInput(
		@Min(value = 1, message = CAPACITY) @Max(value = Slot.MAX_CAPACITY,
				message = CAPACITY) @Nullable Integer capacity,
		@Nullable SeatingPlanInput seatingPlan, @Nullable String hallId,
		@Nullable Boolean allowOverlap) implements FieldRules {

	static final int DEFAULT_CAPACITY = 20;

	private static final String CAPACITY = "must be between 1 and " + Slot.MAX_CAPACITY;

	@Override
	public void check(Violations violations) {
		if (this.seatingPlan != null && this.capacity != null) {
			violations.add("capacity", "must be omitted if seatingPlan is given");
		}
		if (this.hallId != null && (this.capacity != null || this.seatingPlan != null)) {
			violations.add("hallId", "must be omitted if capacity or seatingPlan is given");
		}
		if (this.hallId == null && this.allowOverlap != null) {
			violations.add("allowOverlap", "must be omitted unless hallId is given");
		}
	}

	int capacityOrDefault() {
		return (this.capacity != null) ? this.capacity : DEFAULT_CAPACITY;
	}

	/**
	 * Returns the id of the hall, empty if the slot has none.
	 * @throws com.ticketly.booking.RejectedException if no hall can have the id
	 */
	Optional<HallId> hall() {
		return Optional.ofNullable(this.hallId)
			.map((id) -> Outcome.of(HallId.parse(id), Rejection.NotFound.HALL).orElseThrow());
	}

	/**
	 * Returns whether another slot may take place in the hall at the same time.
	 */
	public boolean overlaps() {
		return Boolean.TRUE.equals(this.allowOverlap);
	}

}
