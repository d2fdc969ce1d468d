package com.ticketly.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for customer tiers. Tickets that were booked in the last twelve months and not
 * canceled count.
 *
 * @param gold the minimum number of tickets for the tier gold
 * @param platinum the minimum number of tickets for the tier platinum
 */
@ConfigurationProperties("ticketly.tiers")
public record TierProperties(@DefaultValue("10") int gold, @DefaultValue("25") int platinum) {

	/**
	 * Returns the tier of a customer with a number of tickets that count.
	 */
	public CustomerTier tierOf(long tickets) {
		if (tickets >= this.platinum) {
			return CustomerTier.PLATINUM;
		}
		return (tickets >= this.gold) ? CustomerTier.GOLD : CustomerTier.SILVER;
	}

}
