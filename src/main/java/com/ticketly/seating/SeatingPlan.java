package com.ticketly.seating;

import java.util.List;
import java.util.stream.Stream;

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
	 * Reads the drawings that {@link #drawings()} returns.
	 */
	public static SeatingPlan parse(List<List<String>> drawings) {
		return new SeatingPlan(drawings.stream()
			.map((drawing) -> new PlannedSection(drawing.getFirst(),
					SeatLayout.parse(drawing.subList(1, drawing.size()))))
			.toList());
	}

	/**
	 * Returns the name of each section, followed by the lines of its drawing.
	 */
	public List<List<String>> drawings() {
		return this.sections.stream()
			.map((section) -> Stream.concat(Stream.of(section.name()), section.layout().drawing().stream()).toList())
			.toList();
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
