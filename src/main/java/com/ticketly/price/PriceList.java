package com.ticketly.price;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.ticketly.price.PricedPlaces.Precision;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import org.joda.money.CurrencyUnit;

/**
 * What the seats of a slot cost. All amounts have one currency.
 *
 * @param concessions the kinds of tickets, such as {@code Adult} and {@code Child}. The
 * first one is that of tickets for which the customer names none.
 * @param categories the price categories. Each seat is in one.
 */
public record PriceList(List<String> concessions, List<PriceCategory> categories) {

	/**
	 * The maximum number of concessions.
	 */
	public static final int MAX_CONCESSIONS = 10;

	/**
	 * The maximum number of categories. The map of seats has a letter for each.
	 */
	public static final int MAX_CATEGORIES = 26;

	/**
	 * The maximum amount, in minor units of the currency.
	 */
	public static final int MAX_AMOUNT = 100_000_000;

	/**
	 * The maximum number of sections, rows and seats that categories name. An item has
	 * 400 KB at most, and answers with slots contain them.
	 */
	public static final int MAX_PLACES = 1000;

	public PriceList {
		concessions = List.copyOf(concessions);
		categories = List.copyOf(categories);
	}

	/**
	 * Returns the currency of all amounts.
	 */
	public CurrencyUnit currency() {
		return this.categories.getFirst().amounts().getFirst().getCurrencyUnit();
	}

	/**
	 * Returns the index of the category of a seat.
	 * @param seat the index of the seat in its section
	 */
	public int category(PlannedSection section, int seat) {
		int found = 0;
		Precision highest = Precision.NONE;
		for (int category = 0; category < this.categories.size(); category++) {
			Precision precision = this.categories.get(category).precision(section, seat);
			if (precision.compareTo(highest) > 0) {
				found = category;
				highest = precision;
			}
		}
		return found;
	}

	/**
	 * Returns the seats of a section that are in a category.
	 */
	public BitSet seats(PlannedSection section, int category) {
		BitSet seats = new BitSet();
		IntStream.range(0, section.layout().size())
			.filter((seat) -> category(section, seat) == category)
			.forEach(seats::set);
		return seats;
	}

	/**
	 * Returns the index of the category with a name, ignoring case.
	 */
	public Optional<Integer> findCategory(String name) {
		return indexOf(this.categories.stream().map(PriceCategory::name).toList(), name);
	}

	/**
	 * Returns whether there is a concession with a name, ignoring case.
	 */
	public boolean hasConcession(String name) {
		return indexOf(this.concessions, name).isPresent();
	}

	private static Optional<Integer> indexOf(List<String> names, String wanted) {
		return IntStream.range(0, names.size())
			.boxed()
			.filter((index) -> names.get(index).equalsIgnoreCase(wanted))
			.findFirst();
	}

	/**
	 * Returns what seats cost.
	 * @param firstSeat the number of the section's first seat in the slot
	 * @param wanted the concession of each seat. A seat without one, or with one that
	 * there is not, has the first concession.
	 */
	public List<Fare> fares(PlannedSection section, int firstSeat, List<Seat> seats, List<String> wanted) {
		List<Fare> fares = new ArrayList<>();
		for (Seat seat : seats) {
			int concession = (fares.size() < wanted.size())
					? indexOf(this.concessions, wanted.get(fares.size())).orElse(0) : 0;
			PriceCategory category = this.categories.get(category(section, seat.number() - firstSeat));
			fares.add(new Fare(category.amounts().get(concession), category.name(), this.concessions.get(concession)));
		}
		return List.copyOf(fares);
	}

	/**
	 * Returns the prices of one section.
	 */
	public PriceList ofSection(PlannedSection section) {
		return new PriceList(this.concessions, this.categories.stream().map((category) -> {
			List<PricedPlaces> places = category.places().stream().filter((place) -> place.areIn(section)).toList();
			// Without places, the category would stand for all others.
			return new PriceCategory(category.name(), category.amounts(),
					places.isEmpty() ? category.places().stream().limit(1).toList() : places);
		}).toList());
	}

}
