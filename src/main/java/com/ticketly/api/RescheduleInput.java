package com.ticketly.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.booking.SlotReference;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The slot to move a ticket to, by id or by name and start.
 *
 * @param slotId the slot
 * @param slotName the slot's name
 * @param startTime the slot's start
 */
@Schema(name = "NewSlotOfTicket")
record RescheduleInput(@Schema(description = "or slotName and startTime") @JsonAlias( {
		"newSlotId", "ticketSlotId" }) @Nullable String slotId,
		@Schema(example = "Skyfall") @JsonAlias({ "newMovie", "movieName" }) @Text @Nullable String slotName,
		@Schema(type = "string", example = "2030-11-01 12:22") @JsonAlias({ "newStartTime",
				"movieStartTime" }) @Nullable Instant startTime)
		implements
			CrossChecked{

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		return slot().crossCheck(given);
	}

	private SlotChoice slot() {
		return new SlotChoice(this.slotId, this.slotName, this.startTime);
	}

	SlotReference toReference() {
		return slot().toReference();
	}

}
