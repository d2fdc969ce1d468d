package com.ticketly.slot;

import java.util.Comparator;
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
	 * Tells names of sections apart.
	 */
	public static final Comparator<String> NAMES = String.CASE_INSENSITIVE_ORDER;

	/**
	 * Returns whether customers may mean this section by a name.
	 */
	public boolean isCalled(String name) {
		return NAMES.compare(this.name, name) == 0;
	}

	/**
	 * Returns whether there are seats for a party.
	 * @param section the section as it is
	 * @param count how many
	 * @param fit how well they have to suit
	 */
	public boolean has(Section section, int count, Fit fit) {
		return section.left() >= count && (worstFit().suits(fit) || bestSeats(section).has(count, fit));
	}

	/**
	 * Returns how well the best seats suit a party, empty when there are too few.
	 * @param section the section as it is
	 * @param count how many
	 */
	public Optional<Fit> bestFit(Section section, int count) {
		if (section.left() < count) {
			return Optional.empty();
		}
		if (this.layout.isNumbered()) {
			return Optional.of(has(section, count, Fit.SIDE_BY_SIDE) ? Fit.SIDE_BY_SIDE : worstFit());
		}
		return bestSeats(section).fit(count);
	}

	/**
	 * Returns how well any seats suit. Those of which nothing is known but their numbers
	 * are one row.
	 */
	private Fit worstFit() {
		return this.layout.isNumbered() ? Fit.ONE_ROW_ACCESSIBLE : Fit.ANYWHERE_ACCESSIBLE;
	}

	/**
	 * Chooses the best seats, or the first ones where nothing is known of them but their
	 * numbers.
	 * @param section the section as it is
	 * @param count how many
	 * @param fit how well they have to suit
	 * @return empty when there are none
	 */
	public Optional<List<Seat>> choose(Section section, int count, Fit fit) {
		if (this.layout.isNumbered()) {
			return has(section, count, fit) ? Optional.of(seats(section, section.seats().choose(count)))
					: Optional.empty();
		}
		return bestSeats(section).choose(count, fit).map((seats) -> seats(section, seats));
	}

	private BestSeats bestSeats(Section section) {
		return new BestSeats(this.layout, section.seats().free());
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
