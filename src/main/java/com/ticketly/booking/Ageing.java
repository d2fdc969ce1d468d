package com.ticketly.booking;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;

/**
 * What time does to the tickets of a slot.
 *
 * @param now the time to bring them to
 * @param slot the slot
 * @param archiveAfter how long a ticket is expired before it is archived
 */
record Ageing(Instant now, Slot slot, Duration archiveAfter) {

	Booking age(Booking booking) {
		return booking.asOf(this.now, this.slot, this.archiveAfter);
	}

}
