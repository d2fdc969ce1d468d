package com.ticketly.booking;

import java.util.List;

import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;

/**
 * Finds the seats of a section that a customer gets.
 */
final class Seating {

	private Seating() {
	}

	/**
	 * Finds seats.
	 * @param section the section as it is
	 * @return the seats, or why there are none
	 */
	static Outcome<List<Seat>> find(Section section, Offer offer, SeatWish wish) {
		if (section.edition() > offer.edition()) {
			return Outcome.refused(new Rejection.SlotChanged());
		}
		if (!section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		return switch (wish) {
			case SeatWish.Named(var _, var names) -> find(section, offer, names);
			case SeatWish.Best(int count) ->
				section.choose(offer.plan(), count, offer.fit()).map(Outcome::done).orElseGet(() -> soldOut(section));
		};
	}

	private static Outcome<List<Seat>> find(Section section, Offer offer, List<String> names) {
		List<Seat> seats = section.find(offer.plan(), names).orElseThrow();
		List<String> taken = seats.stream()
			.filter((seat) -> section.state(seat.number()) != SeatState.FREE)
			.map(Seat::name)
			.toList();
		return taken.isEmpty() ? Outcome.done(seats)
				: Outcome.refused(new Rejection.SeatsTaken(section.key().slot(), taken));
	}

	private static <T> Outcome<T> soldOut(Section section) {
		return Outcome.refused(new Rejection.SoldOut(section.key().slot(), section.left()));
	}

	static List<Integer> numbers(List<Seat> seats) {
		return seats.stream().map(Seat::number).toList();
	}

}
