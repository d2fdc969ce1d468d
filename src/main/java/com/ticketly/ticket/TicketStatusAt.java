package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.slot.Slot;

/**
 * The status of the tickets of a slot at a time.
 */
public record TicketStatusAt(Instant time, Slot slot, Duration archiveAfter) {

	public Booking apply(Booking booking) {
		return booking.asOf(this.time, this.slot, this.archiveAfter);
	}

}
