package com.ticketly.booking;

import java.util.List;

import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;

/**
 * Assigns seats of a section to a customer.
 */
final class SeatAssignment {

	private SeatAssignment() {
	}

	/**
	 * Returns the seats that a customer gets, or why there are none.
	 * @param section the current section
	 */
	static Outcome<List<Seat>> assign(Section section, CandidateSection candidate, SeatSelection selection) {
		if (section.edition() > candidate.edition()) {
			return Outcome.refused(new Rejection.SlotChanged());
		}
		if (!section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		return switch (selection) {
			case SeatSelection.Named(var _, var names) -> assign(section, candidate, names);
			case SeatSelection.Best(int count) ->
				Outcome.of(section.choose(candidate.plan(), count, candidate.quality()),
						new Rejection.SoldOut(section.key().slot(), section.left()));
		};
	}

	private static Outcome<List<Seat>> assign(Section section, CandidateSection candidate, List<String> names) {
		List<Seat> seats = section.find(candidate.plan(), names).orElseThrow();
		List<String> taken = seats.stream()
			.filter((seat) -> section.state(seat.number()) != SeatState.FREE)
			.map(Seat::name)
			.toList();
		return taken.isEmpty() ? Outcome.done(seats)
				: Outcome.refused(new Rejection.SeatsTaken(section.key().slot(), taken));
	}

	static List<Integer> numbers(List<Seat> seats) {
		return seats.stream().map(Seat::number).toList();
	}

}
