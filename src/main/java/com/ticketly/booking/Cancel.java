package com.ticketly.booking;

import java.util.List;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;

/**
 * Cancels a ticket and frees its seat. A ticket that is canceled already stays as it is.
 *
 * @param ticket the ticket
 * @param read its booking as the caller read it
 * @param statusAt brings the booking up to the time of the request
 * @param quota what the customer may have
 */
record Cancel(TicketId ticket, Booking read, TicketStatusAt statusAt,
		Quota quota) implements BookingChange<TicketDetails> {

	@Override
	public Outcome<TicketDetails> apply(Ledger ledger) {
		return TicketDetails.find(ledger, this.read, this.statusAt, this.ticket)
			.flatMap((found) -> cancel(found, ledger));
	}

	private Outcome<TicketDetails> cancel(TicketDetails found, Ledger ledger) {
		Ticket ticket = found.ticket();
		if (ticket.status() == TicketStatus.CANCELED) {
			return Outcome.done(found);
		}
		if (ticket.status() != TicketStatus.BOOKED) {
			return Outcome.refused(Rejection.TicketNotBooked.of(ticket));
		}
		Booking canceled = found.booking().cancel(ticket.id(), null);
		ledger.change(ledger.section(canceled.section()).free(List.of(ticket.seat().number())));
		ledger.change(canceled);
		this.quota.note(ledger, canceled);
		return Outcome.done(TicketDetails.find(canceled, ticket.id()).orElseThrow());
	}

}
