package com.ticketly.booking;

import java.util.List;

import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;

/**
 * The seats of a slot as they are now.
 *
 * @param slot the slot
 * @param plan where the seats are
 * @param sections which of them are free
 * @param seatsLeft how many can be sold
 */
public record SeatsDetails(Slot slot, SeatingPlan plan, List<Section> sections, int seatsLeft) {

	/**
	 * Returns the seats with those of a section, which is open as before, as they are
	 * now.
	 */
	SeatsDetails with(Section changed) {
		List<Section> current = this.sections.stream()
			.map((section) -> section.key().equals(changed.key()) ? (section.open() ? changed : changed.close())
					: section)
			.toList();
		return new SeatsDetails(this.slot, this.plan, current, current.stream().mapToInt(Section::left).sum());
	}

}
