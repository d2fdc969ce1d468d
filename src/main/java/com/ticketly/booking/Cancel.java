package com.ticketly.booking;

import java.util.List;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketDetails;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * Cancels a ticket and frees its seat. A ticket that is already canceled does not change.
 *
 * @param found the ticket as the caller read it
 */
record Cancel(FoundTicket found, PurchaseLimit limit) implements Command<Outcome<TicketDetails>> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.found.booking().section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Outcome<TicketDetails> apply(UnitOfWork unitOfWork) {
		return Outcome
			.of(unitOfWork.find(Bookings.ITEMS, this.found.booking()).flatMap(this.found::in),
					Rejection.NotFound.TICKET)
			.flatMap((current) -> cancel(current, unitOfWork));
	}

	private Outcome<TicketDetails> cancel(TicketDetails current, UnitOfWork unitOfWork) {
		Ticket ticket = current.ticket();
		if (ticket.status() == TicketStatus.CANCELED) {
			return Outcome.done(current);
		}
		if (ticket.status() != TicketStatus.BOOKED) {
			return Outcome.refused(Rejection.TicketNotBooked.of(ticket));
		}
		Booking canceled = current.booking().cancel(ticket.id(), null);
		unitOfWork.put(unitOfWork.section(canceled.section()).free(List.of(ticket.seat().number())));
		unitOfWork.put(Bookings.ITEMS, canceled);
		this.limit.count(unitOfWork, canceled);
		return Outcome.done(TicketDetails.find(canceled, ticket.id()).orElseThrow());
	}

}
