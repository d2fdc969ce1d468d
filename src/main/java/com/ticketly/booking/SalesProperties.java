package com.ticketly.booking;

import java.time.Duration;

import com.ticketly.slot.SalesPeriod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for selling tickets.
 *
 * @param pastSlots whether slots are sold that are over, for samples dated in the past
 * @param maxWaiting how many commands may wait for a section; the next is refused at once
 * @param maxGroup how many commands one transaction may hold; 1 is a transaction for each
 * @param deadline how long a caller waits for an answer
 * @param retryAfter after what time refused callers are asked to come again
 */
@Validated
@ConfigurationProperties("ticketly.sales")
record SalesProperties(@DefaultValue("false") boolean pastSlots, @DefaultValue("5000") int maxWaiting,
		@DefaultValue("99") @Min(1) @Max(SectionQueue.MAX_ITEMS) int maxGroup, @DefaultValue("10s") Duration deadline,
		@DefaultValue("1s") Duration retryAfter) {

	SalesPeriod period() {
		return this.pastSlots ? SalesPeriod.UNTIL_EXPIRY : SalesPeriod.UNTIL_END;
	}

}
