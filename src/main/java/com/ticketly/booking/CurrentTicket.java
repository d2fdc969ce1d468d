package com.ticketly.booking;

import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketDetails;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatusAt;

/**
 * Finds tickets in a unit of work.
 */
final class CurrentTicket {

	private CurrentTicket() {
	}

	/**
	 * Returns a ticket as earlier commands of the group left it.
	 * @param read its booking as the caller of the command read it
	 * @param statusAt the status of tickets at the time of the request
	 */
	static Outcome<TicketDetails> find(UnitOfWork unitOfWork, Booking read, TicketStatusAt statusAt, TicketId ticket) {
		return Outcome.of(unitOfWork.find(Bookings.ITEMS, read)
			.map(statusAt::apply)
			.flatMap((booking) -> TicketDetails.find(booking, ticket)), new Rejection.TicketNotFound());
	}

}
