package com.ticketly.seating;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The name and the seat layout of a section.
 *
 * @param name the name shown to customers, empty if the seats only have numbers
 * @param layout the layout of the section's seats
 */
public record PlannedSection(String name, SeatLayout layout) {

	/**
	 * Compares the names of sections. Two sections of one plan never have equal names.
	 */
	public static final Comparator<String> NAMES = String.CASE_INSENSITIVE_ORDER;

	/**
	 * Returns whether a name that a customer entered is the name of this section.
	 */
	public boolean isCalled(String name) {
		return NAMES.compare(this.name, name) == 0;
	}

	/**
	 * Returns whether free seats of a minimum quality exist.
	 * @param seats the current seat map of the section
	 * @param count the number of seats
	 * @param minimum the minimum quality
	 */
	public boolean has(SeatMap seats, int count, SeatQuality minimum) {
		return seats.left() >= count && (lowestQuality().meets(minimum) || chooser(seats).has(count, minimum));
	}

	/**
	 * Returns the quality of the best free seats, or empty if too few seats are free.
	 * @param seats the current seat map of the section
	 * @param count the number of seats
	 */
	public Optional<SeatQuality> bestQuality(SeatMap seats, int count) {
		return (seats.left() < count) ? Optional.empty() : chooser(seats).quality(count);
	}

	/**
	 * Returns the lowest quality that seats of this section can have. Numbered seats
	 * count as one row.
	 */
	private SeatQuality lowestQuality() {
		return this.layout.isNumbered() ? SeatQuality.ONE_ROW_ACCESSIBLE : SeatQuality.ANYWHERE_ACCESSIBLE;
	}

	/**
	 * Chooses the best free seats, or the first ones if the seats only have numbers.
	 * @param seats the current seat map of the section
	 * @param firstNumber the number of the section's first seat in the slot
	 * @param count the number of seats
	 * @param minimum the minimum quality
	 * @return the seats in ascending order, or empty if none meet the minimum quality
	 */
	public Optional<List<Seat>> choose(SeatMap seats, int firstNumber, int count, SeatQuality minimum) {
		return chooser(seats).choose(count, minimum).map((chosen) -> seats(chosen, firstNumber));
	}

	private SeatChooser chooser(SeatMap seats) {
		return this.layout.isNumbered() ? new FirstSeats(seats.free()) : new BestSeats(this.layout, seats.free());
	}

	/**
	 * Finds seats by name, whether they are free or not.
	 * @param names the names of the seats
	 * @param firstNumber the number of the section's first seat in the slot
	 * @return the seats in ascending order, or empty if the section lacks one of them
	 */
	public Optional<List<Seat>> find(List<String> names, int firstNumber) {
		List<Integer> found = names.stream().flatMap((name) -> this.layout.find(name).stream()).sorted().toList();
		return (found.size() == names.size()) ? Optional.of(seats(found, firstNumber)) : Optional.empty();
	}

	/**
	 * Returns whether the section has a seat of each name.
	 */
	public boolean has(List<String> names) {
		return names.stream().allMatch((name) -> this.layout.find(name).isPresent());
	}

	private List<Seat> seats(List<Integer> indexes, int firstNumber) {
		return indexes.stream().map((index) -> new Seat(firstNumber + index, this.layout.name(index))).toList();
	}

}
