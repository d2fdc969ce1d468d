package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.sale.SaleLimits;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * A section that a purchase takes its seats from if it can.
 *
 * @param edition the edition of the slot that the customer was shown
 * @param quality the minimum quality of seats that are chosen for the customer
 * @param limits the limits of purchases in that edition
 */
record CandidateSection(SectionKey key, long edition, PlannedSection plan, SeatQuality quality, SaleLimits limits) {

	/**
	 * Returns the refusal if the customer was shown an older edition of the slot than the
	 * section has, empty if not. Other refusals may be due to terms of that edition, so
	 * this one comes first.
	 */
	Optional<Rejection> slotChange(Section section) {
		return (section.edition() > this.edition) ? Optional.of(new Rejection.SlotChanged()) : Optional.empty();
	}

	Outcome<List<Seat>> assign(Section section, SeatSelection selection) {
		if (!section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(this.key.slot()));
		}
		return switch (selection) {
			case SeatSelection.Named(var _, var names) -> assign(section, names);
			case SeatSelection.Best(int count) -> Outcome.of(section.choose(this.plan, count, this.quality),
					new Rejection.SoldOut(this.key.slot(), section.left()));
		};
	}

	private Outcome<List<Seat>> assign(Section section, List<String> names) {
		List<Seat> seats = this.plan.find(names, section.firstSeat()).orElseThrow();
		List<String> taken = seats.stream()
			.filter((seat) -> section.state(seat.number()) != SeatState.FREE)
			.map(Seat::name)
			.toList();
		if (!taken.isEmpty()) {
			return Outcome.refused(new Rejection.SeatsTaken(this.key.slot(), taken));
		}
		List<String> single = this.limits.avoidSingleSeats()
				? this.plan.singleSeatsLeftBy(seats, section.seats(), section.firstSeat()) : List.of();
		return single.isEmpty() ? Outcome.done(seats)
				: Outcome.refused(new Rejection.SingleSeatLeft(this.key.slot(), single));
	}

}
