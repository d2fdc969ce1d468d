package com.ticketly.exchange;

import java.time.Clock;

import com.ticketly.api.SlotsInput;
import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.input.TheatreTime.Range;
import com.ticketly.listing.SlotListing.PageRequest;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotType;
import org.jspecify.annotations.Nullable;

/**
 * Input for exports and calendars of slots: the filters of the listing.
 */
record SlotsExportInput(@Nullable Genre genre, @Nullable SlotType slotType, @Text @Nullable String name,
		@Nullable Range from, @Nullable Range to, @Nullable Boolean available) implements FieldRules {

	@Override
	public void check(Violations violations) {
		listing().check(violations);
	}

	PageRequest toRequest(Clock clock) {
		return listing().toRequest(clock.instant());
	}

	private SlotsInput listing() {
		return new SlotsInput(this.genre, this.slotType, this.name, this.from, this.to, this.available, null, null);
	}

}
