package com.ticketly.price;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.price.PricedPlaces.Precision;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Row;
import com.ticketly.seating.SeatingPlan;

/**
 * Checks whether the places of a price list are those of a seating plan.
 */
public record PricePlacesCheck(PriceList prices, SeatingPlan plan) {

	/**
	 * The maximum number of names in a problem.
	 */
	private static final int MAX_NAMES = 20;

	/**
	 * Returns why the list cannot be that of the plan, empty if it can.
	 */
	public Optional<Problem> problem() {
		return IntStream.range(0, this.prices.categories().size())
			.boxed()
			.flatMap((category) -> problem(category).stream())
			.findFirst()
			.or(this::problemOfSeats);
	}

	private Optional<Problem> problem(int category) {
		List<PricedPlaces> places = this.prices.categories().get(category).places();
		return IntStream.range(0, places.size())
			.boxed()
			.flatMap((place) -> problem(places.get(place), "categories[%d].places[%d]".formatted(category, place))
				.stream())
			.findFirst();
	}

	private Optional<Problem> problem(PricedPlaces places, String field) {
		List<PlannedSection> sections = this.plan.sections().stream().filter(places::areIn).toList();
		if (sections.isEmpty()) {
			return Optional.of(new Problem(field + ".section", "is not a section of the slot"));
		}
		return unknown(field + ".rows", "rows", places.rows(),
				(name) -> sections.stream().noneMatch((section) -> hasRow(section, name)))
			.or(() -> unknown(field + ".seats", "seats", places.seats(),
					(name) -> sections.stream().noneMatch((section) -> section.has(List.of(name)))));
	}

	private static boolean hasRow(PlannedSection section, String letters) {
		return section.layout().rows().stream().map(Row::letters).anyMatch(letters::equals);
	}

	private static Optional<Problem> unknown(String field, String kind, Set<String> names,
			Predicate<String> isUnknown) {
		String unknown = names.stream().filter(isUnknown).limit(MAX_NAMES).collect(Collectors.joining(", "));
		return unknown.isEmpty() ? Optional.empty() : Optional
			.of(new Problem(field, "contains names that are not %s of the slot: %s".formatted(kind, unknown)));
	}

	private Optional<Problem> problemOfSeats() {
		for (PlannedSection section : this.plan.sections()) {
			for (int seat = 0; seat < section.layout().size(); seat++) {
				Optional<Problem> problem = problemOfSeat(section, seat);
				if (problem.isPresent()) {
					return problem;
				}
			}
		}
		return Optional.empty();
	}

	private Optional<Problem> problemOfSeat(PlannedSection section, int seat) {
		Precision best = Precision.NONE;
		boolean several = false;
		for (PriceCategory category : this.prices.categories()) {
			Precision precision = category.precision(section, seat);
			int comparison = precision.compareTo(best);
			several = (comparison == 0) ? best != Precision.NONE : several && comparison < 0;
			best = (comparison > 0) ? precision : best;
		}
		String name = (section.name() + " " + section.layout().name(seat)).strip();
		if (best == Precision.NONE) {
			return Optional.of(new Problem("categories", "must have a category for the seat " + name));
		}
		return several ? Optional.of(new Problem("categories", "must have only one category for the seat " + name))
				: Optional.empty();
	}

	/**
	 * Why a price list cannot be that of a seating plan.
	 *
	 * @param field the path of the field of the list that is wrong
	 * @param reason what is wrong with it
	 */
	public record Problem(String field, String reason) {
	}

}
