package com.ticketly.listing;

import java.util.Optional;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;

/**
 * A ticket and its booking.
 */
public record TicketDetails(Booking booking, Ticket ticket) {

	/**
	 * Returns a ticket of a booking, or empty if the booking does not contain it.
	 */
	public static Optional<TicketDetails> find(Booking booking, TicketId ticket) {
		return booking.ticket(ticket).map((found) -> new TicketDetails(booking, found));
	}

	/**
	 * Returns the first ticket of a booking.
	 */
	public static TicketDetails first(Booking booking) {
		return new TicketDetails(booking, booking.tickets().getFirst());
	}

}
