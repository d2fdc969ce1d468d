package com.ticketly.show;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.ticketly.price.MoneyModule;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change of a show by an operator: of what its slots are, or a cancellation.
 *
 * @param change the change of each slot, null for a cancellation
 * @param cancelReason why slots are canceled, null for another change
 * @param from which slots change: those that start at this time or after it; all, and the
 * show itself, if null
 */
public record ShowUpdate(@Nullable SlotChange change, @Nullable String cancelReason, @Nullable Instant from) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.changeDefaultVisibility((visibility) -> visibility.withFieldVisibility(Visibility.ANY)
			.withGetterVisibility(Visibility.NONE)
			.withIsGetterVisibility(Visibility.NONE))
		.addModule(new MoneyModule())
		.build();

	/**
	 * Returns this update as it is stored.
	 * @param earlier the stored one, which it is equal to if it is the same, or null
	 */
	public ShowUpdate stored(@Nullable ShowUpdate earlier) {
		return (this.change == null) ? this : new ShowUpdate(
				this.change.withoutCode((earlier != null) ? earlier.change : null), this.cancelReason, this.from);
	}

	/**
	 * Returns whether a slot changes.
	 */
	public boolean concerns(Slot slot) {
		return this.from == null || !slot.showing().start().isBefore(this.from);
	}

	Slot applyTo(Slot template) {
		return (this.change != null) ? template.revised(this.change) : template;
	}

	String toJson() {
		return JSON.writeValueAsString(this);
	}

	static ShowUpdate parse(String json) {
		return JSON.readValue(json, ShowUpdate.class);
	}

}
