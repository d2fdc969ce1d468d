package com.ticketly.listing;

import java.util.List;

import com.ticketly.drawing.SeatingPicture;
import com.ticketly.seating.SeatState;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotType;

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

	/**
	 * Returns the picture of the seats.
	 */
	public SeatingPicture picture() {
		String front = (this.slot.showing().type() == SlotType.CONCERT) ? "Stage" : "Screen";
		return new SeatingPicture(this.slot.showing().name(), front, this.plan, this::state);
	}

	private SeatState state(int no, int seat) {
		Section section = this.sections.get(no);
		return section.state(section.firstSeat() + seat);
	}

}
