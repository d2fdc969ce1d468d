package com.ticketly.show;

import java.time.Instant;
import java.util.List;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.slot.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A title with many slots.
 *
 * @param template the first slot as it was scheduled, with later changes of the whole
 * show; the other slots are like it at other times
 * @param slots the number of slots
 * @param lastStart when the last slot starts, as it was scheduled
 * @param cancelReason why the whole show was canceled, null if it was not
 * @param update the last change, null for a show as it was created
 * @param version the number of changes and the creation
 */
public record Show(ShowId id, Slot template, int slots, Instant lastStart, @Nullable String cancelReason,
		@Nullable ShowUpdate update, long version) implements Versioned<Show> {

	/**
	 * The maximum number of slots.
	 */
	public static final int MAX_SLOTS = 400;

	/**
	 * The maximum number of months, by UTC, in which a show occupies a hall. They are
	 * written in one transaction.
	 */
	public static final int MAX_MONTHS = 60;

	/**
	 * Returns a show that is not stored.
	 * @param slots its slots, the earliest first
	 */
	static Show of(ShowId id, List<Slot> slots) {
		return new Show(id, slots.getFirst(), slots.size(), slots.getLast().showing().start(), null, null, 0);
	}

	Show with(ShowUpdate update) {
		boolean whole = update.from() == null;
		return new Show(this.id, whole ? update.applyTo(this.template) : this.template, this.slots, this.lastStart,
				(whole && update.cancelReason() != null && this.cancelReason == null) ? update.cancelReason()
						: this.cancelReason,
				update, this.version);
	}

	@Override
	public Show nextVersion() {
		return new Show(this.id, this.template, this.slots, this.lastStart, this.cancelReason, this.update,
				this.version + 1);
	}

}
