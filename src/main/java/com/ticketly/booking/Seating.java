package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.slot.Section;

/**
 * Says whether a section can seat somebody.
 */
final class Seating {

	private Seating() {
	}

	/**
	 * Returns the refusal of a section that is closed or has too few seats left.
	 */
	static <T> Optional<Outcome<T>> check(Section section, int tickets) {
		if (!section.open()) {
			return Optional.of(Outcome.refused(new Rejection.SalesClosed(section.key().slot())));
		}
		return (section.left() < tickets)
				? Optional.of(Outcome.refused(new Rejection.SoldOut(section.key().slot(), section.left())))
				: Optional.empty();
	}

}
