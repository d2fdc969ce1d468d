package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketDetails;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;

/**
 * Moves a ticket to a section of another slot: makes a booking with a new ticket and
 * cancels the old one, both or neither.
 *
 * @param change the ticket to move as the caller read it
 * @param target the section to move to
 * @param newId the id of the new booking, which no other command uses
 * @param sourceLimit the customer's limit of the slot that is left
 * @param targetLimit the customer's limit of the target slot
 */
record Reschedule(TicketChange change, CandidateSection target, BookingId newId, PurchaseLimit sourceLimit,
		PurchaseLimit targetLimit) implements SaleCommand<Move> {

	@Override
	public Affected affected() {
		// The old ticket names the new one.
		return Affected.of(this.change.ticket().id());
	}

	@Override
	public List<SectionKey> sections() {
		return Stream.of(this.change.booking().section(), this.target.key()).sorted().toList();
	}

	@Override
	public int items() {
		return 2 + this.sourceLimit.items() + this.targetLimit.items();
	}

	BookingKey key() {
		return new BookingKey(this.target.key(), this.newId);
	}

	@Override
	public Outcome<Move> apply(UnitOfWork unitOfWork) {
		return this.change.in(unitOfWork).flatMap((current) -> move(current, unitOfWork));
	}

	private Outcome<Move> move(TicketChange current, UnitOfWork unitOfWork) {
		// The booking exists if an earlier attempt was written although it seemed to be
		// refused.
		Optional<Booking> existing = unitOfWork.existing(Bookings.ITEMS, key().tableKey());
		if (existing.isPresent()) {
			return Outcome.done(new Move(TicketDetails.first(existing.get()), current.found().details()));
		}
		return Outcome.unless(current.refusal(unitOfWork).or(() -> this.targetLimit.check(unitOfWork, 1, false)),
				() -> move(current.booking(), current.ticket(), unitOfWork));
	}

	private Outcome<Move> move(Booking booking, Ticket old, UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.target.key());
		return this.target.assign(section, new SeatSelection.Best(1)).map((List<Seat> seats) -> {
			Booking made = Booking.of(section, this.target.plan().name(), this.newId, booking.user(), seats)
				.replacing(old.id());
			Booking replaced = booking.cancel(old.id(), TicketDetails.first(made).ticket().id());
			unitOfWork.put(unitOfWork.section(replaced.section()).free(List.of(old.seat().number())));
			unitOfWork.put(section.take(made.seats()));
			unitOfWork.put(Bookings.ITEMS, replaced);
			unitOfWork.put(Bookings.ITEMS, made);
			this.sourceLimit.count(unitOfWork, replaced);
			this.targetLimit.count(unitOfWork, made);
			return new Move(TicketDetails.first(made), TicketDetails.find(replaced, old.id()).orElseThrow());
		});
	}

}
