package com.ticketly.document;

import java.util.List;

import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * The tickets of one document.
 *
 * @param name the name of the document
 * @param key identifies the document among all others
 * @param tickets tickets of the booking, at least one
 */
record ShownTickets(String name, String key, Slot slot, Booking booking, List<Ticket> tickets) {

	static ShownTickets of(TicketDetails details, Slot slot) {
		return new ShownTickets("ticket", details.ticket().id().value(), slot, details.booking(),
				List.of(details.ticket()));
	}

	static ShownTickets of(Booking booking, Slot slot) {
		return new ShownTickets("tickets", booking.id().value(), slot, booking, booking.tickets());
	}

	List<Ticket> withStatus(TicketStatus status) {
		return this.tickets.stream().filter((ticket) -> ticket.status() == status).toList();
	}

}
