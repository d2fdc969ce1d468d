package com.ticketly.seating;

import java.util.List;

/**
 * The seats of all sections of a slot. It never changes.
 *
 * @param sections the sections in the order of their numbers
 */
public record SeatingPlan(List<PlannedSection> sections) {

	/**
	 * The maximum number of sections. A slot, its plan and its sections are written in
	 * one DynamoDB transaction, which is limited to <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">100
	 * items</a>.
	 */
	public static final int MAX_SECTIONS = 98;

	public SeatingPlan {
		sections = List.copyOf(sections);
	}

	/**
	 * Returns the number of seats.
	 */
	public int capacity() {
		return this.sections.stream().mapToInt((section) -> section.layout().size()).sum();
	}

	/**
	 * Returns the number of seats that are for sale when the slot is scheduled: all but
	 * the house seats.
	 */
	public int seatsForSale() {
		return capacity() - this.sections.stream().mapToInt((section) -> section.layout().house().size()).sum();
	}

}
