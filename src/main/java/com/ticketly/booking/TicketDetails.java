package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatusAt;

/**
 * A ticket with the booking it is of.
 *
 * @param booking the booking
 * @param ticket the ticket
 */
public record TicketDetails(Booking booking, Ticket ticket) {

	/**
	 * Finds a ticket as the commands of a group left it.
	 * @param read its booking as the command's caller read it
	 */
	static Outcome<TicketDetails> find(Ledger ledger, Booking read, TicketStatusAt statusAt, TicketId ticket) {
		return Outcome.of(ledger.booking(read).map(statusAt::apply).flatMap((booking) -> find(booking, ticket)),
				new Rejection.TicketNotFound());
	}

	static Optional<TicketDetails> find(Booking booking, TicketId ticket) {
		return booking.ticket(ticket).map((found) -> new TicketDetails(booking, found));
	}

}
