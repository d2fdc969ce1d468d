package com.ticketly.ticket;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for holds, and for the limits per phone number and slot.
 *
 * @param lasts how long seats are held, unless the client asks for less
 * @param maxPerCustomer the maximum number of holds that a phone number may have of a
 * slot at a time
 * @param maxTickets the maximum number of tickets that a phone number may have of a slot,
 * held or booked; 0 for no limit
 * @param sweepEvery the interval at which an instance removes ended holds from sections
 */
@ConfigurationProperties("ticketly.holds")
public record HoldProperties(@DefaultValue("5m") Duration lasts, @DefaultValue("4") int maxPerCustomer,
		@DefaultValue("0") int maxTickets, @DefaultValue("1m") Duration sweepEvery) {

	/**
	 * Returns whether a phone number may have a limited number of tickets of a slot.
	 */
	public boolean limitsTickets() {
		return this.maxTickets > 0;
	}

}
