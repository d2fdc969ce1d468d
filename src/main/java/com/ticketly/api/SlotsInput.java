package com.ticketly.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Input for listing slots. A filter that is null accepts any slot.
 *
 * @param name the exact name
 * @param from the earliest start time; the current time if {@code to} is null, too
 * @param to the latest start time
 * @param available true for slots with free seats, false for slots without
 * @param limit the maximum number of slots on the page, from 1 to
 * {@value PageInput#MAX_LIMIT}
 * @param next the page token of the page; the first page if null
 */
record SlotsInput(@Schema(type = "string", example = "Action") @Nullable Genre genre,
		@Schema(type = "string", example = "Movie") @Nullable SlotType slotType, @Text @Nullable String name,
		@Schema(type = "string", example = "2030-11-01 00:00") @Nullable Instant from,
		@Schema(type = "string", example = "2030-11-01 23:59") @Nullable Instant to, @Nullable Boolean available,
		@Schema(defaultValue = "20") @Min(value = 1, message = PageInput.LIMIT) @Max(value = PageInput.MAX_LIMIT,
				message = PageInput.LIMIT) @Nullable Integer limit,
		@Schema(type = "string") @Nullable SlotPosition next) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (this.from != null && this.to != null && this.to.isBefore(this.from)) {
			violations.add("to", "must not be before from");
		}
	}

	/**
	 * Returns the query. The current time is truncated to seconds, the precision of start
	 * times, so that all requests within a second can share one read.
	 */
	SlotQuery toQuery(Instant now) {
		Instant from = (this.from == null && this.to == null) ? now.truncatedTo(ChronoUnit.SECONDS) : this.from;
		return new SlotQuery(this.genre, this.slotType, (this.name != null) ? this.name.strip() : null, from, this.to);
	}

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : PageInput.DEFAULT_LIMIT;
	}

}
