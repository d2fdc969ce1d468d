package com.ticketly.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.input.FieldRules;
import com.ticketly.input.GivenTime;
import com.ticketly.input.Text;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Input for scheduling a slot.
 *
 * @param slotName the name by which customers book
 * @param startTime when it starts, in the zone of its hall unless it has an offset
 * @param sale the terms on which tickets are sold
 * @param seats its seats
 */
@Schema(name = "NewSlot")
public record ScheduleInput(@NotNull @Text @Nullable String slotName,
		@NotNull @Text(max = MAX_DESCRIPTION, freeForm = true, message = DESCRIPTION) @Nullable String slotDescription,
		@NotNull @Nullable GivenTime startTime, @NotNull @Nullable GivenTime endTime,
		@NotNull @Nullable SlotType slotType, @NotNull @Nullable Genre genre, @Nullable SaleInput sale,
		@JsonUnwrapped @Valid SlotSeatsInput seats) implements FieldRules {

	public static final int MAX_DESCRIPTION = 2000;

	public static final String DESCRIPTION = "must have at most {max} characters, and no control characters but white space";

	static final String AFTER_START = "must be after startTime";

	@Override
	public void check(Violations violations) {
		if (this.startTime != null && this.endTime != null && this.endTime.isKnownNotAfter(this.startTime)) {
			violations.add("endTime", AFTER_START);
		}
		this.seats.check(violations);
	}

}
