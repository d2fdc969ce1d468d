package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Component;

/**
 * Reads slots as they are now, for any number of askers at the cost of one read at a
 * time.
 */
@Component
class CurrentSlots {

	private final SharedReads<SlotId, Optional<Slot>> reads;

	CurrentSlots(Slots slots) {
		this.reads = new SharedReads<>(slots::read);
	}

	/**
	 * Returns a slot as it is now.
	 */
	Optional<Slot> find(SlotId id) {
		return this.reads.get(id);
	}

}
