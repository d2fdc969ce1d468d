package com.ticketly.slot;

import java.util.List;
import java.util.Optional;

/**
 * A part of a hall that is sold from one section.
 *
 * @param name what it is called, empty where seats have nothing but numbers
 * @param layout where its seats are
 */
public record PlannedSection(String name, SeatLayout layout) {

	/**
	 * Chooses the best seats, or the first ones where nothing is known of them but their
	 * numbers.
	 * @param section the section as it is
	 * @param count how many, at most what is left
	 * @param whole only seats of one row
	 * @return empty when no row can take them whole
	 */
	public Optional<List<Seat>> choose(Section section, int count, boolean whole) {
		if (this.layout.isNumbered()) {
			return Optional.of(seats(section, section.seats().choose(count)));
		}
		BestSeats best = new BestSeats(this.layout, section.seats().free());
		return (whole ? best.chooseInOneRow(count) : Optional.of(best.choose(count)))
			.map((seats) -> seats(section, seats));
	}

	/**
	 * Finds seats by their names.
	 * @param section the section as it is
	 * @return empty when the section lacks one
	 */
	public Optional<List<Seat>> find(Section section, List<String> names) {
		List<Integer> found = names.stream().flatMap((name) -> this.layout.find(name).stream()).sorted().toList();
		return (found.size() == names.size()) ? Optional.of(seats(section, found)) : Optional.empty();
	}

	/**
	 * Returns whether the section has all seats of these names.
	 */
	public boolean has(List<String> names) {
		return names.stream().allMatch((name) -> this.layout.find(name).isPresent());
	}

	private List<Seat> seats(Section section, List<Integer> seats) {
		return seats.stream().map((seat) -> new Seat(section.firstSeat() + seat, this.layout.name(seat))).toList();
	}

}
