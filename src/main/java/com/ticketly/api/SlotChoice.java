package com.ticketly.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SlotReference;
import com.ticketly.slot.SlotId;
import org.jspecify.annotations.Nullable;

/**
 * Which slot a request means: by id, or by name and start.
 *
 * @param slotId the id
 * @param slotName the name
 * @param startTime the start
 */
record SlotChoice(@Nullable String slotId, @Nullable String slotName,
		@Nullable Instant startTime) implements CrossChecked {

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		List<FieldError> errors = new ArrayList<>();
		if (!given.contains("slotId") && !given.contains("slotName")) {
			errors.add(new FieldError("slotName", "must be given, or slotId"));
		}
		if (!given.contains("slotId") && !given.contains("startTime")) {
			errors.add(new FieldError("startTime", "must be given, or slotId"));
		}
		return errors;
	}

	/**
	 * Returns the choice, which must be complete.
	 */
	SlotReference toReference() {
		if (this.slotId == null) {
			return byName(this.slotName, this.startTime);
		}
		return new SlotReference.ById(
				Outcome.of(SlotId.parse(this.slotId), new Rejection.SlotNotFound()).orElseThrow());
	}

	static SlotReference byName(@Nullable String name, @Nullable Instant start) {
		return new SlotReference.ByName(Objects.requireNonNull(name).strip(), Objects.requireNonNull(start));
	}

}
