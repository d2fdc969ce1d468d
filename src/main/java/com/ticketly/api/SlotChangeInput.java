package com.ticketly.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotChange;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a slot; what is left out stays as it is.
 *
 * @param slotName the name customers book by
 * @param slotDescription a few sentences for customers
 * @param startTime when the showing starts
 * @param endTime when the showing ends
 * @param genre what it is about
 */
@Schema(name = "SlotChange")
record SlotChangeInput(@Schema(example = "Skyfall") @Text @Nullable String slotName,
		@Schema(example = "Bond faces his past.") @Text(max = ScheduleInput.MAX_DESCRIPTION, free = true,
				message = ScheduleInput.DESCRIPTION) @Nullable String slotDescription,
		@Schema(type = "string", example = "2030-11-01 12:22") @Nullable Instant startTime,
		@Schema(type = "string", example = "2030-11-01 15:22") @Nullable Instant endTime,
		@Schema(type = "string", example = "Action") @Nullable Genre genre) implements CrossChecked {

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		return List.of();
	}

	@Override
	public List<FieldError> crossCheckValid() {
		return Stream.of(this.slotName, this.slotDescription, this.startTime, this.endTime, this.genre)
			.anyMatch(Objects::nonNull) ? List.of()
					: List
						.of(new FieldError("body", "must have slotName, slotDescription, startTime, endTime or genre"));
	}

	SlotChange toChange() {
		return new SlotChange((this.slotName != null) ? this.slotName.strip() : null,
				(this.slotDescription != null) ? this.slotDescription.strip() : null, this.startTime, this.endTime,
				this.genre);
	}

}
