package com.ticketly.listing;

import java.util.Optional;

import com.ticketly.commit.SharedReads;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Component;

/**
 * Reads slots as they are now. Concurrent readers of a slot share reads.
 */
@Component
public class CurrentSlots {

	private final SharedReads<SlotId, Optional<Slot>> reads;

	CurrentSlots(Slots slots) {
		this.reads = new SharedReads<>(slots::read);
	}

	/**
	 * Returns a slot as it is now.
	 */
	public Optional<Slot> find(SlotId id) {
		return this.reads.get(id);
	}

}
