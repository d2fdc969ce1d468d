package com.ticketly.listing;

import java.util.Optional;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.TicketStatusAt;

/**
 * A ticket as it is now.
 *
 * @param details the ticket and its booking
 * @param statusAt the status of the slot's tickets at the time of the request
 */
public record FoundTicket(TicketDetails details, TicketStatusAt statusAt) {

	/**
	 * Returns its booking.
	 */
	public Booking booking() {
		return this.details.booking();
	}

	/**
	 * Returns the ticket as it is in another state of its booking.
	 */
	public Optional<TicketDetails> in(Booking booking) {
		return TicketDetails.find(this.statusAt.apply(booking), this.details.ticket().id());
	}

}
