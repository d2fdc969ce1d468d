package com.ticketly.api;

import java.time.Instant;
import java.util.Objects;

import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Input for scheduling a slot. The seats are given by their number, or by a seating plan.
 *
 * @param slotName the name by which customers book
 * @param capacity the number of seats, from 1 to {@value Slot#MAX_CAPACITY}; by default
 * {@value #DEFAULT_CAPACITY}
 * @param seatingPlan the sections, rows and seats
 */
@Schema(name = "NewSlot")
record ScheduleInput(@NotNull @Text @Nullable String slotName,
		@NotNull @Text(max = MAX_DESCRIPTION, freeForm = true, message = DESCRIPTION) @Nullable String slotDescription,
		@NotNull @Nullable Instant startTime, @NotNull @Nullable Instant endTime, @NotNull @Nullable SlotType slotType,
		@NotNull @Nullable Genre genre,
		@Min(value = 1, message = CAPACITY) @Max(value = Slot.MAX_CAPACITY,
				message = CAPACITY) @Nullable Integer capacity,
		@Nullable SeatingPlanInput seatingPlan) implements FieldRules {

	static final int DEFAULT_CAPACITY = 20;

	static final int MAX_DESCRIPTION = 2000;

	static final String DESCRIPTION = "must have at most {max} characters, and no control characters but white space";

	private static final String CAPACITY = "must be between 1 and " + Slot.MAX_CAPACITY;

	@Override
	public void check(Violations violations) {
		if (this.startTime != null && this.endTime != null && !this.endTime.isAfter(this.startTime)) {
			violations.add("endTime", "must be after startTime");
		}
		if (this.seatingPlan != null && this.capacity != null) {
			violations.add("capacity", "must be omitted if seatingPlan is given");
		}
	}

	SlotPlan toPlan() {
		SeatingPlan seating = (this.seatingPlan != null) ? this.seatingPlan.toPlan() : null;
		int capacity = (seating != null) ? seating.capacity()
				: Objects.requireNonNullElse(this.capacity, DEFAULT_CAPACITY);
		Showing showing = new Showing(requireNonNull(this.slotName), requireNonNull(this.slotDescription),
				requireNonNull(this.startTime), requireNonNull(this.endTime), requireNonNull(this.slotType),
				requireNonNull(this.genre));
		return new SlotPlan(showing, capacity, seating);
	}

}
