package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.price.Fare;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Books or holds seats of a section: all selected seats, or none.
 *
 * @param id the id of the new booking, which no other command uses
 * @param codes the codes of its tickets, which are known before the booking is written
 * @param concessions the concession of each ticket as the customer ordered them, empty
 * for the first one of the slot
 * @param hold the hold, null for a booking without one
 * @param staff the action of the box office, which customers' limits do not bind; null
 * for a customer
 */
record Book(CandidateSection candidate, BookingId id, List<String> codes, UserId user, SeatSelection selection,
		List<String> concessions, @Nullable Hold hold, @Nullable StaffAction staff,
		PurchaseLimit limit) implements SaleCommand<Booking> {

	Book {
		// The version before this one hands commands over without codes and concessions.
		codes = (codes != null) ? List.copyOf(codes)
				: Stream.generate(TicketId::newCode).limit(selection.count()).toList();
		concessions = (concessions != null) ? List.copyOf(concessions) : List.of();
	}

	@Override
	public Affected affected() {
		return (this.hold != null) ? Affected.of(new HoldId(this.candidate.key(), this.id, this.hold.code()))
				: new Affected(tickets(), null);
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.candidate.key());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	BookingKey key() {
		return new BookingKey(this.candidate.key(), this.id);
	}

	private List<TicketId> tickets() {
		return this.codes.stream().map((code) -> new TicketId(this.candidate.key(), this.id, code)).toList();
	}

	@Override
	public Outcome<Booking> apply(UnitOfWork unitOfWork) {
		// The booking exists if an earlier attempt was written although it seemed to be
		// refused.
		Optional<Booking> existing = unitOfWork.existing(Bookings.ITEMS, key().tableKey());
		if (existing.isPresent()) {
			return Outcome.done(existing.get());
		}
		Optional<Rejection> refusal = this.candidate.slotChange(unitOfWork.section(this.candidate.key()))
			.or(() -> (this.staff != null) ? Optional.empty()
					: this.limit.check(unitOfWork, this.selection.count(), this.hold != null));
		return Outcome.unless(refusal, () -> book(unitOfWork));
	}

	private Outcome<Booking> book(UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.candidate.key());
		return this.candidate.assign(section, this.selection, this.staff).map((List<Seat> seats) -> {
			Booking booked = Booking.of(section, this.candidate.plan().name(), this.user, tickets(), seats)
				.costing(fares(section, seats))
				.recording(this.staff);
			Booking booking = (this.hold != null) ? booked.asHold(this.hold) : booked;
			unitOfWork.put((this.hold != null) ? section.hold(booking.seats(), this.hold.until())
					: this.candidate.take(section, booking.seats(), this.staff));
			unitOfWork.put(Bookings.ITEMS, booking);
			this.limit.count(unitOfWork, booking);
			return booking;
		});
	}

	private List<Fare> fares(Section section, List<Seat> seats) {
		List<Seat> ordered = this.selection.ordered(seats);
		List<String> concessions = this.concessions.isEmpty() ? List.of()
				: seats.stream().map((seat) -> this.concessions.get(ordered.indexOf(seat))).toList();
		List<Fare> fares = this.candidate.fares(section, seats, concessions);
		return (this.staff != null && this.staff.givesAway()) ? fares.stream().map(Fare::free).toList() : fares;
	}

	@Override
	public Optional<Command<?>> undo(Outcome<Booking> outcome) {
		return (outcome instanceof Outcome.Done<Booking>(var booking))
				? Optional.of(new UndoBooking(key(), booking, this.limit)) : Optional.empty();
	}

	@Override
	public Optional<Command<?>> undoIfWritten() {
		return Optional.of(new UndoBooking(key(), null, this.limit));
	}

	/**
	 * Deletes a booking whose customer was told that there was no result in time.
	 *
	 * @param booking the booking as it was made, null if it is not known whether it was
	 */
	private record UndoBooking(BookingKey key, @Nullable Booking booking,
			PurchaseLimit limit) implements Command<BookingKey> {

		@Override
		public List<SectionKey> sections() {
			return List.of(this.key.section());
		}

		@Override
		public int items() {
			return 1 + this.limit.items();
		}

		@Override
		public BookingKey apply(UnitOfWork unitOfWork) {
			find(unitOfWork).ifPresent((current) -> {
				Section section = unitOfWork.section(current.section());
				Hold hold = current.hold();
				// The seats of an ended hold may belong to another customer by now.
				if (hold == null || hold.status() == HoldStatus.CONFIRMED
						|| section.isHeld(current.seats(), hold.until())) {
					unitOfWork.put(section.free(current.seats()));
				}
				unitOfWork.delete(Bookings.ITEMS, current);
				this.limit.remove(unitOfWork, current);
			});
			return this.key;
		}

		private Optional<Booking> find(UnitOfWork unitOfWork) {
			if (this.booking == null) {
				return unitOfWork.existing(Bookings.ITEMS, this.key.tableKey());
			}
			return unitOfWork.find(Bookings.ITEMS,
					(this.booking.version() == 0) ? this.booking.nextVersion() : this.booking);
		}

	}

}
