package com.ticketly.api;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SlotReference;
import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.slot.SlotId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a slot: by id, or by name and start time. It is the input for
 * rescheduling a ticket, and part of other input.
 *
 * @param slotId the id of the slot
 */
@Schema(name = "SlotReference")
public record SlotReferenceInput(@JsonAlias( {
		"newSlotId", "ticketSlotId" }) @Nullable String slotId,
		@JsonAlias({ "newMovie", "movieName" }) @Text @Nullable String slotName,
		@JsonAlias({ "newStartTime", "movieStartTime" }) @Nullable Instant startTime) implements FieldRules{

	private static final String OMITTED = "must be omitted if slotId is given";

	@Override
	public void check(Violations violations) {
		if (this.slotId != null && this.slotName != null) {
			violations.add("slotName", OMITTED);
		}
		if (this.slotId != null && this.startTime != null) {
			violations.add("startTime", OMITTED);
		}
		if (this.slotId == null && this.slotName == null) {
			violations.add("slotName", "is required unless slotId is given");
		}
		if (this.slotId == null && this.startTime == null) {
			violations.add("startTime", "is required unless slotId is given");
		}
	}

	/**
	 * Returns the reference.
	 * @throws com.ticketly.booking.RejectedException if no slot can have the id
	 */
	public SlotReference toReference() {
		if (this.slotId == null) {
			return byName(this.slotName, this.startTime);
		}
		return new SlotReference.ById(Outcome.of(SlotId.parse(this.slotId), Rejection.NotFound.SLOT).orElseThrow());
	}

	static SlotReference byName(@Nullable String name, @Nullable Instant start) {
		return new SlotReference.ByName(Objects.requireNonNull(name), Objects.requireNonNull(start));
	}

}
