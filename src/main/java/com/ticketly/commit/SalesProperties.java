package com.ticketly.commit;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.slot.SalesPeriod;
import com.ticketly.slot.Slot;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for selling tickets.
 *
 * @param pastSlots whether slots that have ended are sold until they expire, for sample
 * data with dates in the past
 * @param changesUntil until when tickets can be canceled, rescheduled, and transferred,
 * relative to the start of their slot; negative for a time before it; by default until
 * the start, or until they expire if past slots are sold
 * @param maxWaiting the maximum number of commands that wait for a section; further ones
 * are refused at once, as are those that are expected to wait for too long
 * @param maxGroup the maximum number of commands in one transaction; 1 switches group
 * commit off
 * @param deadline how long a request waits for its result
 * @param retryAfter after what time a caller that got no result should retry
 */
@Validated
@ConfigurationProperties("ticketly.sales")
public record SalesProperties(@DefaultValue("false") boolean pastSlots, @Nullable Duration changesUntil,
		@DefaultValue("5000") int maxWaiting, @DefaultValue("99") @Min(1) @Max(SectionQueue.MAX_ITEMS) int maxGroup,
		@DefaultValue("10s") Duration deadline, @DefaultValue("1s") Duration retryAfter) {

	/**
	 * Returns until when slots are on sale.
	 */
	public SalesPeriod period() {
		return this.pastSlots ? SalesPeriod.UNTIL_EXPIRY : SalesPeriod.UNTIL_END;
	}

	/**
	 * Returns the time from which booked tickets of a slot cannot be canceled,
	 * rescheduled, or transferred.
	 */
	public Instant changesEnd(Slot slot) {
		Instant start = slot.showing().start();
		if (this.changesUntil != null) {
			return start.plus(this.changesUntil);
		}
		return this.pastSlots ? Instant.MAX : start;
	}

}
