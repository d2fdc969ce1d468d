package com.ticketly.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import com.ticketly.slot.Slot;

/**
 * What a report says of a slot.
 *
 * @param time when it was read
 */
record SlotFigures(Slot slot, Figures figures, Instant time) {

	/**
	 * Returns the day on which the slot starts where it takes place.
	 * @param theater the zone of slots without one of their own
	 */
	LocalDate dayIn(ZoneId theater) {
		return LocalDate.ofInstant(this.slot.showing().start(), this.slot.showing().zone(theater));
	}

}
