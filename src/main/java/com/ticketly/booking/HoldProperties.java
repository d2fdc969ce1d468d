package com.ticketly.booking;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for holds, and for what a customer may have of a slot.
 *
 * @param lasts how long seats are held, unless less is asked for
 * @param maxPerCustomer how many live holds a customer may have of a slot
 * @param maxTickets how many tickets a customer may have of a slot, held or booked; 0 for
 * any number
 * @param sweepEvery how far apart the instance tidies up what ended holds left
 */
@ConfigurationProperties("ticketly.holds")
public record HoldProperties(@DefaultValue("5m") Duration lasts, @DefaultValue("4") int maxPerCustomer,
		@DefaultValue("0") int maxTickets, @DefaultValue("1m") Duration sweepEvery) {

	boolean limitsTickets() {
		return this.maxTickets > 0;
	}

}
