package com.ticketly.booking;

import java.util.List;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;

/**
 * Cancels a ticket and frees its seat. A ticket that is already canceled stays as it is.
 *
 * @param ticket the ticket
 * @param read its booking as the caller read it
 * @param statusAt the status of tickets at the time of the request
 * @param limit the customer's limit
 */
record Cancel(TicketId ticket, Booking read, TicketStatusAt statusAt,
		PurchaseLimit limit) implements Command<Outcome<TicketDetails>> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.read.section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Outcome<TicketDetails> apply(UnitOfWork unitOfWork) {
		return CurrentTicket.find(unitOfWork, this.read, this.statusAt, this.ticket)
			.flatMap((found) -> cancel(found, unitOfWork));
	}

	private Outcome<TicketDetails> cancel(TicketDetails found, UnitOfWork unitOfWork) {
		Ticket ticket = found.ticket();
		if (ticket.status() == TicketStatus.CANCELED) {
			return Outcome.done(found);
		}
		if (ticket.status() != TicketStatus.BOOKED) {
			return Outcome.refused(Rejection.TicketNotBooked.of(ticket));
		}
		Booking canceled = found.booking().cancel(ticket.id(), null);
		unitOfWork.put(unitOfWork.section(canceled.section()).free(List.of(ticket.seat().number())));
		unitOfWork.put(Bookings.ITEMS, canceled);
		this.limit.count(unitOfWork, canceled);
		return Outcome.done(TicketDetails.find(canceled, ticket.id()).orElseThrow());
	}

}
