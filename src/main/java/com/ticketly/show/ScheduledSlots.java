package com.ticketly.show;

import java.util.List;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;

/**
 * The slots of a show as they were scheduled.
 *
 * @param positions their ids and starts, the earliest first
 * @param sections the number of sections of each
 */
public record ScheduledSlots(List<SlotPosition> positions, int sections) {

	public ScheduledSlots {
		positions = List.copyOf(positions);
	}

	static ScheduledSlots of(List<Slot> slots) {
		return new ScheduledSlots(slots.stream().map(SlotPosition::of).toList(),
				slots.getFirst().capacity().sections());
	}

}
