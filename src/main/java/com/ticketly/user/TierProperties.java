package com.ticketly.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the tiers of customers, in tickets booked in the last twelve months and
 * not canceled.
 *
 * @param gold from how many tickets a customer is gold
 * @param platinum from how many tickets a customer is platinum
 */
@ConfigurationProperties("ticketly.tiers")
public record TierProperties(@DefaultValue("10") int gold, @DefaultValue("25") int platinum) {

	/**
	 * Returns the tier of a customer with so many tickets.
	 */
	public CustomerTier tierOf(long tickets) {
		if (tickets >= this.platinum) {
			return CustomerTier.PLATINUM;
		}
		return (tickets >= this.gold) ? CustomerTier.GOLD : CustomerTier.SILVER;
	}

}
