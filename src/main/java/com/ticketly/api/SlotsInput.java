package com.ticketly.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.input.TheatreTime.Range;
import com.ticketly.listing.SlotListing;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.SlotType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Input for listing slots. A filter that is null accepts any slot.
 *
 * @param name the exact name
 * @param from the earliest start time, or its date; the current time if {@code to} is
 * null, too
 * @param to the latest start time, or its date
 * @param available true for slots with free seats, false for slots without
 * @param limit the maximum number of slots on the page, from 1 to
 * {@value PageInput#MAX_LIMIT}
 * @param next the page token of the page; the first page if null
 */
public record SlotsInput(@Nullable Genre genre, @Nullable SlotType slotType, @Text @Nullable String name,
		@Nullable Range from, @Nullable Range to, @Nullable Boolean available,
		@Min(value = 1, message = PageInput.LIMIT) @Max(value = PageInput.MAX_LIMIT,
				message = PageInput.LIMIT) @Nullable Integer limit,
		@Nullable SlotPosition next) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (this.from != null && this.to != null && this.to.last().isBefore(this.from.first())) {
			violations.add("to", "must not be before from");
		}
	}

	/**
	 * Returns the page to list. The current time is truncated to seconds, the precision
	 * of start times, so that all requests within a second can share one read.
	 */
	public SlotListing.PageRequest toRequest(Instant now) {
		return new SlotListing.PageRequest(toQuery(now), this.available, this.next,
				(this.limit != null) ? this.limit : PageInput.DEFAULT_LIMIT);
	}

	private SlotQuery toQuery(Instant now) {
		Instant upcoming = (this.to == null) ? now.truncatedTo(ChronoUnit.SECONDS) : null;
		return new SlotQuery(this.genre, this.slotType, this.name, (this.from != null) ? this.from.first() : upcoming,
				(this.to != null) ? this.to.last() : null);
	}

}
