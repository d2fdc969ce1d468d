package com.ticketly.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;

import org.springframework.stereotype.Component;

/**
 * Says what is left of a slot, exactly, to any number of askers at the cost of one read
 * at a time.
 */
@Component
class SeatAvailability {

	private final Clock clock;

	private final SharedReads<SlotId, List<Section>> reads;

	SeatAvailability(Clock clock, Sections sections) {
		this.clock = clock;
		this.reads = new SharedReads<>(sections::ofSlot);
	}

	/**
	 * Returns the sections of a slot as they are now.
	 */
	List<Section> sections(SlotId slot) {
		Instant now = this.clock.instant();
		return this.reads.get(slot).stream().map((section) -> section.asOf(now)).toList();
	}

}
