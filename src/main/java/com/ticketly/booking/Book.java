package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.slot.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.user.UserId;

/**
 * Takes seats of a section for a customer: all that are wanted, or none.
 *
 * @param offer where
 * @param id the new booking's id, which no other command has
 * @param user the customer
 * @param wish which seats
 */
record Book(Offer offer, BookingId id, UserId user, SeatWish wish) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.offer.section());
	}

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		return ledger.madeAlready(this.id).map(Outcome::done).orElseGet(() -> book(ledger));
	}

	private Outcome<Booking> book(Ledger ledger) {
		Section section = ledger.section(this.offer.section());
		return Seating.find(section, this.offer, this.wish).map((List<Seat> seats) -> {
			Booking booking = Booking.of(section, this.offer.plan().name(), this.id, this.user, seats, null);
			ledger.change(section.take(Seating.numbers(seats)));
			ledger.change(booking);
			return booking;
		});
	}

	@Override
	public Optional<Command<?>> undo(Booking booking) {
		return Optional.of(new Withdraw(booking));
	}

}
