package com.ticketly.booking;

import java.util.List;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * Cancels a ticket and frees its seat. A ticket that is already canceled does not change.
 *
 * @param change the ticket as the caller read it
 */
record Cancel(TicketChange change, PurchaseLimit limit) implements SaleCommand<TicketDetails> {

	@Override
	public Affected affected() {
		return Affected.of(this.change.ticket().id());
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.change.booking().section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Outcome<TicketDetails> apply(UnitOfWork unitOfWork) {
		return this.change.in(unitOfWork)
			.flatMap((current) -> (current.ticket().status() == TicketStatus.CANCELED)
					? Outcome.done(current.found().details())
					: Outcome.unless(current.refusal(unitOfWork, this.limit), () -> cancel(current, unitOfWork)));
	}

	private Outcome<TicketDetails> cancel(TicketChange current, UnitOfWork unitOfWork) {
		Ticket ticket = current.ticket();
		Booking canceled = current.booking().cancel(ticket.id(), null);
		unitOfWork.put(unitOfWork.section(canceled.section()).free(List.of(ticket.seat().number())));
		unitOfWork.put(Bookings.ITEMS, canceled);
		this.limit.count(unitOfWork, canceled);
		return Outcome.done(TicketDetails.find(canceled, ticket.id()).orElseThrow());
	}

}
