package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.slot.Slot;

/**
 * Determines the status of the tickets of a slot at a time, whether or not the expiry job
 * has stored it.
 *
 * @param archiveAfter how long a ticket is expired before it is archived
 */
public record TicketStatusAt(Instant time, Slot slot, Duration archiveAfter) {

	/**
	 * Returns a booking of the slot with the status that its tickets, or its hold, have
	 * at the time: tickets expire and are archived, or are canceled with their slot. A
	 * hold is released when its slot is canceled.
	 */
	public Booking apply(Booking booking) {
		String reason = this.slot.lifecycle().cancelReason();
		return (reason != null) ? booking.cancelWithSlot(reason, this.time)
				: booking.asOf(this.time, this.slot.expiryOf(booking.id().bookedAt()), this.archiveAfter);
	}

}
