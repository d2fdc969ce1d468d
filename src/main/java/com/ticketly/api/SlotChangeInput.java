package com.ticketly.api;

import java.util.Objects;
import java.util.stream.Stream;

import com.ticketly.input.FieldRules;
import com.ticketly.input.GivenTime;
import com.ticketly.input.Text;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotChange;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Input for changing a slot. A field that is null does not change.
 *
 * @param slotName the name by which customers book
 * @param startTime when it starts, in the zone of its hall unless it has an offset
 * @param allowOverlap whether another slot may take place in the hall at the same time
 */
@Schema(name = "SlotChange")
record SlotChangeInput(@Text @Nullable String slotName,
		@Text(max = ScheduleInput.MAX_DESCRIPTION, freeForm = true,
				message = ScheduleInput.DESCRIPTION) @Nullable String slotDescription,
		@Nullable GivenTime startTime, @Nullable GivenTime endTime, @Nullable Genre genre, @Nullable SaleInput sale,
		@Nullable Boolean allowOverlap) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (Stream.of(this.slotName, this.slotDescription, this.startTime, this.endTime, this.genre, this.sale)
			.allMatch(Objects::isNull)) {
			violations.add("must contain slotName, slotDescription, startTime, endTime, genre or sale");
		}
	}

	/**
	 * Returns whether it has a time without an offset.
	 */
	boolean hasLocalTime() {
		return (this.sale != null && this.sale.hasLocalTime())
				|| Stream.of(this.startTime, this.endTime).anyMatch((time) -> time != null && time.offset() == null);
	}

	/**
	 * Input for canceling a slot.
	 *
	 * @param reason the reason that is shown to customers
	 */
	@Schema(name = "SlotCancellation")
	record Cancellation(@NotNull @Text @Nullable String reason) {
	}

}
