package com.ticketly.booking;

import java.time.Instant;

import com.ticketly.slot.SlotId;

/**
 * Which slot a customer means.
 */
public sealed interface SlotReference {

	/**
	 * The one with an id.
	 *
	 * @param id the id
	 */
	record ById(SlotId id) implements SlotReference {
	}

	/**
	 * The first with a name and a start that has enough seats: there may be several
	 * screens.
	 *
	 * @param name the name
	 * @param start the start
	 */
	record ByName(String name, Instant start) implements SlotReference {
	}

}
