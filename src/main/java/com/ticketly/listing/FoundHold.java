package com.ticketly.listing;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.TicketStatusAt;

/**
 * A hold as it is stored.
 *
 * @param booking the booking that it is or may become
 * @param statusAt the status of the slot's tickets at the time of the request
 */
public record FoundHold(Booking booking, TicketStatusAt statusAt) {

	/**
	 * Returns the booking as it is now.
	 */
	public Booking current() {
		return this.statusAt.apply(this.booking);
	}

	/**
	 * Returns the hold as it is now.
	 */
	public HoldDetails details() {
		return HoldDetails.of(current(), this.statusAt.time());
	}

}
