package com.ticketly.api;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotChange;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Input for changing a slot. A field that is null does not change.
 *
 * @param slotName the name by which customers book
 */
@Schema(name = "SlotChange")
record SlotChangeInput(@Text @Nullable String slotName,
		@Text(max = ScheduleInput.MAX_DESCRIPTION, freeForm = true,
				message = ScheduleInput.DESCRIPTION) @Nullable String slotDescription,
		@Nullable Instant startTime, @Nullable Instant endTime, @Nullable Genre genre) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (Stream.of(this.slotName, this.slotDescription, this.startTime, this.endTime, this.genre)
			.allMatch(Objects::isNull)) {
			violations.add("must contain slotName, slotDescription, startTime, endTime or genre");
		}
	}

	SlotChange toChange() {
		return new SlotChange(this.slotName, this.slotDescription, this.startTime, this.endTime, this.genre);
	}

	/**
	 * Input for canceling a slot.
	 *
	 * @param reason the reason that is shown to customers
	 */
	@Schema(name = "SlotCancellation")
	record Cancellation(@NotNull @Text @Nullable String reason) {
	}

}
