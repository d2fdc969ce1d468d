package com.ticketly.listing;

import java.time.Clock;
import java.util.Optional;

import com.ticketly.dynamodb.SharedReads;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.TicketStatusAt;

import org.springframework.stereotype.Component;

/**
 * Reads slots as they are now. Concurrent readers of a slot share reads.
 */
@Component
public class CurrentSlots {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final SharedReads<SlotId, Optional<Slot>> reads;

	CurrentSlots(Clock clock, ExpiryProperties expiry, Slots slots) {
		this.clock = clock;
		this.expiry = expiry;
		this.reads = new SharedReads<>(slots::read);
	}

	/**
	 * Returns a slot as it is now.
	 */
	public Optional<Slot> find(SlotId id) {
		return this.reads.get(id);
	}

	/**
	 * Returns the status that the tickets of a slot have now.
	 */
	TicketStatusAt ticketStatus(Slot slot) {
		return new TicketStatusAt(this.clock.instant(), slot, this.expiry.archiveAfter());
	}

}
