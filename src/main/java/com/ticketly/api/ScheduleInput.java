package com.ticketly.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A slot to schedule.
 *
 * @param slotName the name customers book by
 * @param slotDescription a few sentences for customers
 * @param startTime when the showing starts
 * @param endTime when the showing ends
 * @param slotType the kind of showing
 * @param genre what it is about
 * @param capacity the number of seats, where there is no seating plan
 * @param seatingPlan where the seats are
 */
@Schema(name = "NewSlot")
record ScheduleInput(@Schema(example = "Skyfall") @NotNull(message = Messages.MISSING) @Text @Nullable String slotName,
		@Schema(example = "Bond faces his past.") @NotNull(message = Messages.MISSING) @Text(max = MAX_DESCRIPTION,
				free = true, message = DESCRIPTION) @Nullable String slotDescription,
		@Schema(type = "string",
				example = "2030-11-01 12:22") @NotNull(message = Messages.MISSING) @Nullable Instant startTime,
		@Schema(type = "string",
				example = "2030-11-01 15:22") @NotNull(message = Messages.MISSING) @Nullable Instant endTime,
		@Schema(type = "string", example = "Movie") @NotNull(message = Messages.MISSING) @Nullable SlotType slotType,
		@Schema(type = "string", example = "Action") @NotNull(message = Messages.MISSING) @Nullable Genre genre,
		@Schema(example = "20", defaultValue = "20") @Min(value = 1, message = CAPACITY) @Max(value = Slot.MAX_CAPACITY,
				message = CAPACITY) @Nullable Integer capacity,
		@Valid @Nullable SeatingPlanInput seatingPlan) implements CrossChecked {

	static final int DEFAULT_CAPACITY = 20;

	static final int MAX_DESCRIPTION = 2000;

	static final String DESCRIPTION = "must be a text of at most {max} characters";

	private static final String CAPACITY = "must be from 1 to " + Slot.MAX_CAPACITY;

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		List<FieldError> errors = new ArrayList<>();
		boolean backwards = this.startTime != null && this.endTime != null && !this.endTime.isAfter(this.startTime);
		if (backwards) {
			errors.add(new FieldError("endTime", "must be after startTime"));
		}
		if (given.contains("seatingPlan") && given.contains("capacity")) {
			errors.add(new FieldError("capacity", "must be left out with seatingPlan, which says it"));
		}
		if (this.seatingPlan != null) {
			errors.addAll(this.seatingPlan.crossCheck("seatingPlan"));
		}
		return errors;
	}

	SlotPlan toPlan() {
		SeatingPlan seating = (this.seatingPlan != null) ? this.seatingPlan.toPlan() : null;
		int capacity = (seating != null) ? seating.capacity()
				: Objects.requireNonNullElse(this.capacity, DEFAULT_CAPACITY);
		Showing showing = new Showing(Objects.requireNonNull(this.slotName).strip(),
				Objects.requireNonNull(this.slotDescription).strip(), Objects.requireNonNull(this.startTime),
				Objects.requireNonNull(this.endTime), Objects.requireNonNull(this.slotType),
				Objects.requireNonNull(this.genre));
		return new SlotPlan(showing, capacity, seating);
	}

}
