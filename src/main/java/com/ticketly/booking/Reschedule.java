package com.ticketly.booking;

import java.util.List;
import java.util.stream.Stream;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;

/**
 * Moves a ticket to a section of another slot: a new booking with a new ticket, and the
 * old ticket canceled, both or neither.
 *
 * @param ticket the ticket to move
 * @param read its booking as the caller read it
 * @param ageing brings the booking up to the time of the request
 * @param target the section to move to
 * @param newId the new booking's id
 */
record Reschedule(TicketId ticket, Booking read, Ageing ageing, SectionKey target,
		BookingId newId) implements Command<Move> {

	@Override
	public List<SectionKey> sections() {
		return Stream.of(this.read.section(), this.target).sorted().toList();
	}

	@Override
	public Outcome<Move> apply(Ledger ledger) {
		return ledger.booking(this.read)
			.map(this.ageing::age)
			.flatMap((booking) -> TicketDetails.find(booking, this.ticket))
			.map((found) -> move(found, ledger))
			.orElseGet(() -> Outcome.refused(new Rejection.TicketNotFound()));
	}

	private Outcome<Move> move(TicketDetails found, Ledger ledger) {
		Ticket old = found.ticket();
		if (old.status() != TicketStatus.BOOKED) {
			return Outcome.refused(new Rejection.TicketNotBooked(old.id(), old.status()));
		}
		Section section = ledger.section(this.target);
		return Seating.<Move>check(section, 1).orElseGet(() -> {
			List<Integer> seats = section.choose(1);
			Booking made = Booking.of(section, this.newId, found.booking().user(), seats, old.id());
			Ticket ticket = made.tickets().getFirst();
			Booking replaced = found.booking().cancel(old.id(), ticket.id());
			ledger.change(section.take(seats));
			ledger.change(ledger.section(replaced.section()).free(List.of(old.seat())));
			ledger.change(replaced);
			ledger.change(made);
			return Outcome
				.done(new Move(new TicketDetails(made, ticket), TicketDetails.find(replaced, old.id()).orElseThrow()));
		});
	}

}
