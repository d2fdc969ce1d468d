package com.ticketly.listing;

import java.util.List;

import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;

/**
 * The seats of a slot.
 *
 * @param sections the sections, with the state of each seat
 */
public record SeatsDetails(Slot slot, SeatingPlan plan, List<Section> sections) {

	public SeatsDetails {
		sections = List.copyOf(sections);
	}

	/**
	 * Returns how many seats can be sold.
	 */
	public int seatsLeft() {
		return this.sections.stream().mapToInt(Section::left).sum();
	}

}
