package com.ticketly.ticketcode;

import com.ticketly.seating.Seat;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Ticket;

/**
 * What the code of a ticket says.
 *
 * @param seat the number of the seat within the slot
 * @param seatName the name of the seat, empty when it is too long for a code
 * @param tag the tag of the ticket
 */
public record TicketCode(SectionKey section, int seat, String seatName, TicketTag tag) {

	/**
	 * Returns the code of a ticket.
	 */
	public static TicketCode of(Ticket ticket) {
		Seat seat = ticket.seat();
		return new TicketCode(ticket.id().section(), seat.number(), seat.name(), TicketTag.of(ticket.id()));
	}

}
