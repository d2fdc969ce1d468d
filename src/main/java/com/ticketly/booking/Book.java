package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.user.UserId;

/**
 * Takes seats of a section for a customer: all that are wanted, or none.
 *
 * @param section where
 * @param id the new booking's id, which no other command has
 * @param user the customer
 * @param tickets how many seats
 */
record Book(SectionKey section, BookingId id, UserId user, int tickets) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		return ledger.madeAlready(this.id).map(Outcome::done).orElseGet(() -> book(ledger));
	}

	private Outcome<Booking> book(Ledger ledger) {
		Section section = ledger.section(this.section);
		return Seating.<Booking>check(section, this.tickets).orElseGet(() -> {
			List<Integer> seats = section.choose(this.tickets);
			Booking booking = Booking.of(section, this.id, this.user, seats, null);
			ledger.change(section.take(seats));
			ledger.change(booking);
			return Outcome.done(booking);
		});
	}

	@Override
	public Optional<Command<?>> undo(Booking booking) {
		return Optional.of(new Withdraw(booking));
	}

}
