package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;

/**
 * A ticket with the booking it is of.
 *
 * @param booking the booking
 * @param ticket the ticket
 */
public record TicketDetails(Booking booking, Ticket ticket) {

	static Optional<TicketDetails> find(Booking booking, TicketId ticket) {
		return booking.ticket(ticket).map((found) -> new TicketDetails(booking, found));
	}

}
