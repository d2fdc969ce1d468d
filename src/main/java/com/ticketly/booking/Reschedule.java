package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.price.Fare;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * Moves tickets of a booking to a section of another slot, or to other seats of the same
 * one: makes a booking with new tickets and cancels the old ones, all or none.
 *
 * @param changes the tickets to move as the caller read them, at least one
 * @param target the section to move to
 * @param seats the seats to move to, one for each ticket
 * @param newId the id of the new booking, which no other command uses
 * @param codes the codes of its tickets, which are known before the booking is written
 * @param sourceLimit the customer's limit of the slot that is left
 * @param targetLimit the customer's limit of the target slot
 */
record Reschedule(List<TicketChange> changes, CandidateSection target, SeatSelection seats, BookingId newId,
		List<String> codes, PurchaseLimit sourceLimit,
		PurchaseLimit targetLimit) implements SaleCommand<Reschedule.Moved> {

	Reschedule {
		changes = List.copyOf(changes);
		codes = List.copyOf(codes);
	}

	@Override
	public Affected affected() {
		return new Affected(Stream.concat(tickets(this.changes).map(Ticket::id), newTickets().stream()).toList(), null);
	}

	private static Stream<Ticket> tickets(List<TicketChange> changes) {
		return changes.stream().map(TicketChange::ticket);
	}

	private List<TicketId> newTickets() {
		return this.codes.stream().map((code) -> new TicketId(this.target.key(), this.newId, code)).toList();
	}

	private SectionKey source() {
		return this.changes.getFirst().booking().section();
	}

	private @Nullable StaffAction staff() {
		return this.changes.getFirst().staff();
	}

	@Override
	public List<SectionKey> sections() {
		return Stream.of(source(), this.target.key()).distinct().sorted().toList();
	}

	@Override
	public int items() {
		return 2 + this.sourceLimit.items() + this.targetLimit.items();
	}

	BookingKey key() {
		return new BookingKey(this.target.key(), this.newId);
	}

	@Override
	public Outcome<Moved> apply(UnitOfWork unitOfWork) {
		return TicketChange.in(unitOfWork, this.changes).flatMap((current) -> move(current, unitOfWork));
	}

	private Outcome<Moved> move(List<TicketChange> current, UnitOfWork unitOfWork) {
		// The booking exists if an earlier attempt was written although it seemed to be
		// refused.
		Optional<Booking> existing = unitOfWork.existing(Bookings.ITEMS, key().tableKey());
		if (existing.isPresent()) {
			return Outcome.done(new Moved(existing.get(), current.getFirst().booking()));
		}
		Optional<Rejection> refusal = TicketChange.refusal(current, unitOfWork, this.sourceLimit)
			.or(() -> this.target.slotChange(unitOfWork.section(this.target.key())))
			.or(() -> (staff() != null) ? Optional.empty() : this.targetLimit.check(unitOfWork, current.size(), false));
		return Outcome.unless(refusal, () -> move(current.getFirst().booking(), tickets(current).toList(), unitOfWork));
	}

	private Outcome<Moved> move(Booking booking, List<Ticket> old, UnitOfWork unitOfWork) {
		Section left = unitOfWork.section(source()).free(old.stream().map((ticket) -> ticket.seat().number()).toList());
		boolean leaves = !this.target.key().equals(source());
		Section section = leaves ? unitOfWork.section(this.target.key()) : left;
		return this.target.assign(section, this.seats, staff()).map((List<Seat> assigned) -> {
			List<Seat> seats = this.seats.ordered(assigned);
			Booking made = Booking.of(section, this.target.plan().name(), booking.user(), newTickets(), seats)
				.costing(fares(section, seats, old))
				.replacing(old.stream().map(Ticket::id).toList())
				.recording(staff());
			Booking replaced = IntStream.range(0, old.size())
				.boxed()
				.reduce(booking, (changed, i) -> changed.cancel(old.get(i).id(), newTickets().get(i)),
						(first, second) -> second)
				.recording(staff());
			if (leaves) {
				unitOfWork.put(left);
			}
			unitOfWork.put(this.target.take(section, made.seats(), staff()));
			unitOfWork.put(Bookings.ITEMS, replaced);
			unitOfWork.put(Bookings.ITEMS, made);
			this.sourceLimit.count(unitOfWork, replaced);
			this.targetLimit.count(unitOfWork, made);
			return new Moved(made, replaced);
		});
	}

	/**
	 * Returns what the new tickets cost: as much as the old ones in the same slot, or
	 * else the price of the seat with the concession of the old ticket, if there is one
	 * of that name.
	 */
	private List<Fare> fares(Section section, List<Seat> seats, List<Ticket> old) {
		List<Fare> before = old.stream().flatMap((ticket) -> Stream.ofNullable(ticket.fare())).toList();
		return this.target.key().slot().equals(source().slot()) ? before
				: this.target.fares(section, seats, before.stream().map(Fare::concession).toList());
	}

	/**
	 * Tickets that were moved.
	 *
	 * @param made the new booking
	 * @param replaced the booking whose tickets were moved
	 */
	record Moved(Booking made, Booking replaced) {
	}

}
