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
	 * Returns whether {@code count} free seats of a minimum quality exist in the current
	 * seat map of the section.
	 */
	public boolean has(SeatMap seats, int count, SeatQuality minimum) {
		// Numbered seats count as one row.
		SeatQuality lowest = this.layout.isNumbered() ? SeatQuality.ONE_ROW_ACCESSIBLE
				: SeatQuality.ANYWHERE_ACCESSIBLE;
		return seats.left() >= count && (lowest.meets(minimum) || chooser(seats).has(count, minimum));
	}

	/**
	 * Returns the quality of the best {@code count} free seats in the current seat map of
	 * the section, or empty if too few seats are free.
	 */
	public Optional<SeatQuality> bestQuality(SeatMap seats, int count) {
		return (seats.left() < count) ? Optional.empty() : chooser(seats).quality(count);
	}

	/**
	 * Chooses the best {@code count} free seats in the current seat map of the section,
	 * or the first ones if the seats only have numbers.
	 * @param firstNumber the number of the section's first seat in the slot
	 * @return the seats in ascending order, or empty if none meet the minimum quality
	 */
	public Optional<List<Seat>> choose(SeatMap seats, int firstNumber, int count, SeatQuality minimum) {
		return chooser(seats).choose(count, minimum).map((chosen) -> seats(chosen, firstNumber));
	}

	private SeatChooser chooser(SeatMap seats) {
		return this.layout.isNumbered() ? new FirstSeats(this.layout, seats.free())
				: new BestSeats(this.layout, seats.free());
	}

	/**
	 * Finds seats by name, whether they are free or not.
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

	/**
	 * Returns the names of the single seats that the choice of seats would leave although
	 * that can be avoided.
	 * @param firstNumber the number of the section's first seat in the slot
	 */
	public List<String> singleSeatsLeftBy(List<Seat> choice, SeatMap seats, int firstNumber) {
		List<Integer> indexes = choice.stream().map((seat) -> seat.number() - firstNumber).toList();
		return new SingleSeats(this.layout, seats.free()).leftBy(indexes).stream().map(this.layout::name).toList();
	}

	private List<Seat> seats(List<Integer> indexes, int firstNumber) {
		return indexes.stream().map((index) -> new Seat(firstNumber + index, this.layout.name(index))).toList();
	}

}
