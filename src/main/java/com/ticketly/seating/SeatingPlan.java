package com.ticketly.seating;

import java.util.List;

/**
 * Where the seats of a slot are. It never changes.
 *
 * @param sections its parts, in the order of the slot's sections
 */
public record SeatingPlan(List<PlannedSection> sections) {

	/**
	 * The most sections of a plan: with the slot and the plan they are written in one
	 * transaction, which takes <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">100
	 * items</a>.
	 */
	public static final int MAX_SECTIONS = 98;

	public SeatingPlan {
		sections = List.copyOf(sections);
	}

	/**
	 * Returns how many seats there are.
	 */
	public int capacity() {
		return this.sections.stream().mapToInt((section) -> section.layout().size()).sum();
	}

	/**
	 * Returns how many seats are for sale to begin with.
	 */
	public int seatsForSale() {
		return capacity() - this.sections.stream().mapToInt((section) -> section.layout().house().size()).sum();
	}

}
