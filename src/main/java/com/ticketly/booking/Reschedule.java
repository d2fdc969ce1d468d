package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.booking.Rejection.TicketNotBooked;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;

/**
 * Moves a ticket to a section of another slot: a new booking with a new ticket, and the
 * old ticket canceled, both or neither.
 *
 * @param ticket the ticket to move
 * @param read its booking as the caller read it
 * @param statusAt brings the booking up to the time of the request
 * @param target where to
 * @param newId the new booking's id, which no other command has
 * @param leaving what the customer may have of the slot that is left
 * @param coming what the customer may have of the other slot
 */
record Reschedule(TicketId ticket, Booking read, TicketStatusAt statusAt, Offer target, BookingId newId, Quota leaving,
		Quota coming) implements Command<Move> {

	@Override
	public List<SectionKey> sections() {
		return Stream.of(this.read.section(), this.target.section()).sorted().toList();
	}

	@Override
	public int items() {
		return 2 + this.leaving.items() + this.coming.items();
	}

	@Override
	public Outcome<Move> apply(Ledger ledger) {
		return TicketDetails.find(ledger, this.read, this.statusAt, this.ticket)
			.flatMap((found) -> move(found, ledger));
	}

	private Outcome<Move> move(TicketDetails found, Ledger ledger) {
		Ticket old = found.ticket();
		Optional<Booking> madeAlready = ledger.madeAlready(this.newId);
		if (madeAlready.isPresent()) {
			return Outcome.done(new Move(first(madeAlready.get()), found));
		}
		if (old.status() != TicketStatus.BOOKED) {
			return Outcome.refused(TicketNotBooked.of(old));
		}
		return this.coming.<Move>check(ledger, 1, false).orElseGet(() -> move(found.booking(), old, ledger));
	}

	private Outcome<Move> move(Booking booking, Ticket old, Ledger ledger) {
		Section section = ledger.section(this.target.section());
		return Seating.find(section, this.target, new SeatWish.Best(1)).map((List<Seat> seats) -> {
			Booking made = Booking.of(section, this.target.plan().name(), this.newId, booking.user(), seats)
				.replacing(old.id());
			Booking replaced = booking.cancel(old.id(), first(made).ticket().id());
			Section freed = ledger.section(replaced.section()).free(List.of(old.seat().number()));
			// Nothing fails from here on, so the ledger has all of it or nothing.
			ledger.change(freed);
			ledger.change(section.take(Seating.numbers(seats)));
			ledger.change(replaced);
			ledger.change(made);
			this.leaving.note(ledger, replaced);
			this.coming.note(ledger, made);
			return new Move(first(made), TicketDetails.find(replaced, old.id()).orElseThrow());
		});
	}

	private static TicketDetails first(Booking booking) {
		return new TicketDetails(booking, booking.tickets().getFirst());
	}

}
