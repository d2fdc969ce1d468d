package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Hold;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Takes seats of a section for a customer, for good or for a while: all that are wanted,
 * or none.
 *
 * @param offer where
 * @param id the new booking's id, which no other command has
 * @param user the customer
 * @param wish which seats
 * @param hold what makes it a hold, null for a booking
 * @param quota what the customer may have
 */
record Book(Offer offer, BookingId id, UserId user, SeatWish wish, @Nullable Hold hold,
		Quota quota) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.offer.section());
	}

	@Override
	public int items() {
		return 1 + this.quota.items();
	}

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		return ledger.madeAlready(this.id)
			.map(Outcome::done)
			.or(() -> this.quota.check(ledger, this.wish.count(), this.hold != null))
			.orElseGet(() -> book(ledger));
	}

	private Outcome<Booking> book(Ledger ledger) {
		Section section = ledger.section(this.offer.section());
		return Seating.find(section, this.offer, this.wish).map((List<Seat> seats) -> {
			Booking booked = Booking.of(section, this.offer.plan().name(), this.id, this.user, seats);
			Booking booking = (this.hold != null) ? booked.asHold(this.hold) : booked;
			ledger.change((this.hold != null) ? section.hold(booking.seats(), this.hold.until())
					: section.take(booking.seats()));
			ledger.change(booking);
			this.quota.note(ledger, booking);
			return booking;
		});
	}

	@Override
	public Optional<Command<?>> undo(Booking booking) {
		return Optional.of(new Withdraw(booking, this.quota));
	}

}
