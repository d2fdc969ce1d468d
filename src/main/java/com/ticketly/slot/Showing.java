package com.ticketly.slot;

import java.time.Instant;
import java.util.Objects;

/**
 * What is shown in a slot, and when.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends, after its start
 * @param type the kind of showing
 */
public record Showing(String name, String description, Instant start, Instant end, SlotType type, Genre genre) {

	boolean hasEnded(Instant now) {
		return !now.isBefore(this.end);
	}

	Showing with(SlotChange change) {
		return new Showing(Objects.requireNonNullElse(change.name(), this.name),
				Objects.requireNonNullElse(change.description(), this.description),
				Objects.requireNonNullElse(change.start(), this.start),
				Objects.requireNonNullElse(change.end(), this.end), this.type,
				Objects.requireNonNullElse(change.genre(), this.genre));
	}

}
