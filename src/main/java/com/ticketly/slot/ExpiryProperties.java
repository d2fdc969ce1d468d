package com.ticketly.slot;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the expiry of slots and tickets.
 *
 * @param grace how long tickets stay valid after the end of their slot
 * @param archiveAfter how long a ticket is expired before it is archived
 * @param purgeAfter how long items are stored after they have expired; zero for ever
 * @param every the delay between the expiry runs of an instance
 * @param claim how long an expiry run claims a slot before another run may take it over
 */
@ConfigurationProperties("ticketly.expiry")
public record ExpiryProperties(@DefaultValue("8h") Duration grace, @DefaultValue("30d") Duration archiveAfter,
		@DefaultValue("365d") Duration purgeAfter, @DefaultValue("5m") Duration every,
		@DefaultValue("1m") Duration claim) {
}
