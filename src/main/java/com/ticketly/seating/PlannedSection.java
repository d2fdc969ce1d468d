package com.ticketly.seating;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The name and the seat layout of a section.
 *
 * @param name the name shown to customers, empty if the seats only have numbers
 * @param layout the layout of the section's seats
 * @param wish which seats are chosen
 */
public record PlannedSection(String name, SeatLayout layout, SeatWish wish) {

	/**
	 * Compares the names of sections. Two sections of one plan never have equal names.
	 */
	public static final Comparator<String> NAMES = String.CASE_INSENSITIVE_ORDER;

	/**
	 * Creates a section of which any seats are chosen.
	 */
	public PlannedSection(String name, SeatLayout layout) {
		this(name, layout, SeatWish.ANY);
	}

	/**
	 * Returns this section for a customer who wants certain seats.
	 */
	public PlannedSection with(SeatWish wish) {
		return wish.equals(this.wish) ? this : new PlannedSection(this.name, this.layout, wish);
	}

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
		return left(seats) >= count
				&& ((lowest.meets(minimum) && this.wish.accessible() == 0) || chooser(seats).has(count, minimum));
	}

	/**
	 * Returns how many seats are free of those that may be chosen.
	 */
	public int left(SeatMap seats) {
		return (this.wish.among() == null) ? seats.left() : this.wish.of(seats.free()).cardinality();
	}

	/**
	 * Returns the quality of the best {@code count} free seats in the current seat map of
	 * the section, or empty if too few seats are free.
	 */
	public Optional<SeatQuality> bestQuality(SeatMap seats, int count) {
		return (left(seats) < count) ? Optional.empty() : chooser(seats).quality(count);
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
		BitSet free = this.wish.of(seats.free());
		if (this.wish.accessible() > 0) {
			return new AccessibleSeats(this.layout, free, this.wish.accessible());
		}
		return this.layout.isNumbered() ? new FirstSeats(this.layout, free) : new BestSeats(this.layout, free);
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
