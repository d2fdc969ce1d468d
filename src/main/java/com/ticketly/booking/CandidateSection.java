package com.ticketly.booking;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import com.ticketly.price.Fare;
import com.ticketly.price.PriceList;
import com.ticketly.sale.SaleLimits;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatState;
import com.ticketly.seating.SeatWish;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.StaffAction;
import org.jspecify.annotations.Nullable;

/**
 * A section that a purchase takes its seats from if it can.
 *
 * @param edition the edition of the slot that the customer was shown
 * @param quality the minimum quality of seats that are chosen for the customer
 * @param limits the limits of purchases in that edition
 * @param prices what seats cost in that edition, null if they have no prices
 */
record CandidateSection(SectionKey key, long edition, PlannedSection plan, SeatQuality quality, SaleLimits limits,
		@Nullable PriceList prices) {

	static CandidateSection of(Slot slot, int no, PlannedSection plan, SeatQuality quality) {
		return new CandidateSection(new SectionKey(slot.id(), no), slot.edition(), plan, quality, slot.sale().limits(),
				slot.sale().prices());
	}

	/**
	 * Returns the refusal if the customer was shown an older edition of the slot than the
	 * section has, empty if not. Other refusals may be due to terms of that edition, so
	 * this one comes first.
	 */
	Optional<Rejection> slotChange(Section section) {
		return (section.edition() > this.edition) ? Optional.of(new Rejection.SlotChanged()) : Optional.empty();
	}

	/**
	 * Assigns seats.
	 * @param staff the action of the box office, which may name blocked seats and leave
	 * single ones; null for a customer
	 */
	Outcome<List<Seat>> assign(Section section, SeatSelection selection, @Nullable StaffAction staff) {
		if (!section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(this.key.slot()));
		}
		return switch (selection) {
			case SeatSelection.Named(var _, var names) -> assign(section, names, staff);
			case SeatSelection.Best best -> {
				PlannedSection wanted = wanted(best, this.plan, this.prices);
				yield Outcome.of(section.choose(wanted, best.count(), this.quality),
						new Rejection.SoldOut(this.key.slot(), section.left(wanted)));
			}
		};
	}

	/**
	 * Takes seats that were assigned.
	 */
	Section take(Section section, List<Integer> seats, @Nullable StaffAction staff) {
		return (staff != null) ? section.takeAlsoBlocked(seats) : section.take(seats);
	}

	/**
	 * Returns a section of which only those seats are chosen that a customer wants.
	 */
	static PlannedSection wanted(SeatSelection.Best best, PlannedSection plan, @Nullable PriceList prices) {
		// The seats of a category are looked up once.
		boolean known = plan.wish().among() != null;
		BitSet among = (known || best.category() == null || prices == null) ? plan.wish().among()
				: prices.findCategory(best.category()).map((category) -> prices.seats(plan, category)).orElseThrow();
		return plan.with(new SeatWish(among, best.accessible()));
	}

	/**
	 * Returns what seats cost, empty if they have no prices.
	 * @param concessions the concession of each seat, in the order of the seats
	 */
	List<Fare> fares(Section section, List<Seat> seats, List<String> concessions) {
		return (this.prices == null) ? List.of()
				: this.prices.fares(this.plan, section.firstSeat(), seats, concessions);
	}

	private Outcome<List<Seat>> assign(Section section, List<String> names, @Nullable StaffAction staff) {
		List<Seat> seats = this.plan.find(names, section.firstSeat()).orElseThrow();
		List<String> taken = seats.stream()
			.filter((seat) -> !mayTake(section.state(seat.number()), staff))
			.map(Seat::name)
			.toList();
		if (!taken.isEmpty()) {
			return Outcome.refused(new Rejection.SeatsTaken(this.key.slot(), taken));
		}
		List<String> single = (this.limits.avoidSingleSeats() && staff == null)
				? this.plan.singleSeatsLeftBy(seats, section.seats(), section.firstSeat()) : List.of();
		return single.isEmpty() ? Outcome.done(seats)
				: Outcome.refused(new Rejection.SingleSeatLeft(this.key.slot(), single));
	}

	private static boolean mayTake(SeatState state, @Nullable StaffAction staff) {
		return state == SeatState.FREE || (state == SeatState.BLOCKED && staff != null);
	}

}
