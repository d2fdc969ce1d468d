package com.ticketly.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.input.FieldRules;
import com.ticketly.input.TheatreTime.Range;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotQuery;
import org.jspecify.annotations.Nullable;

/**
 * Input for exports of tickets and sales: which slots they are of.
 *
 * @param from the earliest start time, or its date; the current time if {@code to} is
 * null, too
 * @param to the latest start time, or its date
 * @param slotId the id of one slot
 */
record ExportInput(@Nullable Range from, @Nullable Range to, @Nullable String slotId) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (this.from != null && this.to != null && this.to.last().isBefore(this.from.first())) {
			violations.add("to", "must not be before from");
		}
		if (this.slotId != null && (this.from != null || this.to != null)) {
			violations.add("slotId", "must be omitted if from or to is given");
		}
	}

	SlotQuery toQuery(Instant now) {
		Instant upcoming = (this.to == null) ? now.truncatedTo(ChronoUnit.SECONDS) : null;
		return SlotQuery.ALL.from((this.from != null) ? this.from.first() : upcoming)
			.to((this.to != null) ? this.to.last() : null);
	}

	/**
	 * Returns the id of the slot, null if it was not given.
	 * @throws com.ticketly.booking.Outcome.RejectedException if no slot can have it
	 */
	@Nullable SlotId slot() {
		return (this.slotId != null) ? Outcome.of(SlotId.parse(this.slotId), Rejection.NotFound.SLOT).orElseThrow()
				: null;
	}

}
