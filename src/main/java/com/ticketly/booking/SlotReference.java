package com.ticketly.booking;

import java.time.Instant;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.slot.SlotId;

/**
 * The slot that a request refers to.
 */
public sealed interface SlotReference {

	/**
	 * A slot by id.
	 */
	record ById(SlotId id) implements SlotReference {
	}

	/**
	 * A slot by name and start. Several screens may show it; the first one that has
	 * suitable seats is used.
	 */
	record ByName(String name, Instant start) implements SlotReference {
	}

	/**
	 * Adds this slot to the fingerprint of an operation.
	 */
	default Fingerprint addTo(Fingerprint fingerprint) {
		return switch (this) {
			case ById(var id) -> fingerprint.with("slotId", id);
			case ByName(var name, var start) -> fingerprint.with("slotName", name).with("startTime", start);
		};
	}

}
