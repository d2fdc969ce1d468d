package com.ticketly.seating;

import org.jspecify.annotations.Nullable;

/**
 * The seats of a section that only have numbers, which describe the section completely.
 *
 * @param first the number of the first seat
 * @param count how many there are
 */
public record NumberedSeats(int first, int count) {

	/**
	 * Returns the seats of a section, or null if they have more than numbers.
	 */
	public static @Nullable NumberedSeats of(PlannedSection section) {
		SeatLayout layout = section.layout();
		return layout.isNumbered() ? new NumberedSeats(layout.rows().getFirst().firstNumber(), layout.size()) : null;
	}

	/**
	 * Returns the section of these seats.
	 */
	public PlannedSection section() {
		return new PlannedSection("", SeatLayout.numbered(this.first, this.count));
	}

}
