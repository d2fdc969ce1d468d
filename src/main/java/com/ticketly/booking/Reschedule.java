package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.Replacement;
import com.ticketly.listing.TicketDetails;
import com.ticketly.price.Fare;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;

/**
 * Moves a ticket to a section of another slot: makes a booking with a new ticket and
 * cancels the old one, both or neither.
 *
 * @param change the ticket to move as the caller read it
 * @param target the section to move to
 * @param newId the id of the new booking, which no other command uses
 * @param code the code of its ticket, which is known before the booking is written
 * @param sourceLimit the customer's limit of the slot that is left
 * @param targetLimit the customer's limit of the target slot
 */
record Reschedule(TicketChange change, CandidateSection target, BookingId newId, String code, PurchaseLimit sourceLimit,
		PurchaseLimit targetLimit) implements SaleCommand<Replacement> {

	Reschedule {
		// The version before this one hands commands over without a code.
		code = (code != null) ? code : TicketId.newCode();
	}

	@Override
	public Affected affected() {
		return new Affected(List.of(this.change.ticket().id(), ticket()), null);
	}

	private TicketId ticket() {
		return new TicketId(this.target.key(), this.newId, this.code);
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
	public Outcome<Replacement> apply(UnitOfWork unitOfWork) {
		return this.change.in(unitOfWork).flatMap((current) -> move(current, unitOfWork));
	}

	private Outcome<Replacement> move(TicketChange current, UnitOfWork unitOfWork) {
		// The booking exists if an earlier attempt was written although it seemed to be
		// refused.
		Optional<Booking> existing = unitOfWork.existing(Bookings.ITEMS, key().tableKey());
		if (existing.isPresent()) {
			return Outcome.done(new Replacement(TicketDetails.first(existing.get()), current.found().details()));
		}
		Optional<Rejection> refusal = current.refusal(unitOfWork, this.sourceLimit)
			.or(() -> this.target.slotChange(unitOfWork.section(this.target.key())))
			.or(() -> this.targetLimit.check(unitOfWork, 1, false));
		return Outcome.unless(refusal, () -> move(current.booking(), current.ticket(), unitOfWork));
	}

	/**
	 * Returns what the new ticket costs, with the concession of the old one if there is
	 * one of that name.
	 */
	private List<Fare> fares(Section section, List<Seat> seats, Ticket old) {
		List<String> concessions = (old.fare() != null) ? List.of(old.fare().concession()) : List.of();
		return this.target.fares(section, seats, new SeatSelection.Best(1), concessions);
	}

	private Outcome<Replacement> move(Booking booking, Ticket old, UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.target.key());
		return this.target.assign(section, new SeatSelection.Best(1)).map((List<Seat> seats) -> {
			Booking made = Booking.of(section, this.target.plan().name(), booking.user(), List.of(ticket()), seats)
				.costing(fares(section, seats, old))
				.replacing(old.id());
			Booking replaced = booking.cancel(old.id(), ticket());
			unitOfWork.put(unitOfWork.section(replaced.section()).free(List.of(old.seat().number())));
			unitOfWork.put(section.take(made.seats()));
			unitOfWork.put(Bookings.ITEMS, replaced);
			unitOfWork.put(Bookings.ITEMS, made);
			this.sourceLimit.count(unitOfWork, replaced);
			this.targetLimit.count(unitOfWork, made);
			return new Replacement(TicketDetails.first(made), TicketDetails.find(replaced, old.id()).orElseThrow());
		});
	}

}
