package com.ticketly.booking;

import java.util.List;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * Cancels tickets of a booking and frees their seats: all of them, or none. Tickets that
 * are already canceled do not change.
 *
 * @param changes the tickets as the caller read them, at least one
 */
record Cancel(List<TicketChange> changes, PurchaseLimit limit) implements SaleCommand<Booking> {

	Cancel {
		changes = List.copyOf(changes);
	}

	@Override
	public Affected affected() {
		return new Affected(this.changes.stream().map((change) -> change.ticket().id()).toList(), null);
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.changes.getFirst().booking().section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Outcome<Booking> apply(UnitOfWork unitOfWork) {
		return TicketChange.in(unitOfWork, this.changes).flatMap((current) -> {
			List<TicketChange> live = current.stream()
				.filter((change) -> change.ticket().status() != TicketStatus.CANCELED)
				.toList();
			return live.isEmpty() ? Outcome.done(current.getFirst().booking()) : Outcome.unless(
					TicketChange.refusal(live, unitOfWork, this.limit), () -> Outcome.done(cancel(live, unitOfWork)));
		});
	}

	private Booking cancel(List<TicketChange> live, UnitOfWork unitOfWork) {
		List<Ticket> tickets = live.stream().map(TicketChange::ticket).toList();
		Booking canceled = live.getFirst().booking();
		for (Ticket ticket : tickets) {
			canceled = canceled.cancel(ticket.id(), null);
		}
		canceled = canceled.recording(live.getFirst().staff());
		unitOfWork.put(unitOfWork.section(canceled.section())
			.free(tickets.stream().map((ticket) -> ticket.seat().number()).toList()));
		unitOfWork.put(Bookings.ITEMS, canceled);
		this.limit.count(unitOfWork, canceled);
		return canceled;
	}

}
