package com.ticketly.slot;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for expiring slots and tickets.
 *
 * @param grace how long a ticket outlives the end of its slot
 * @param archiveAfter how long a ticket is expired before it is archived
 * @param purgeAfter how long items are kept after they expired; zero keeps them for good
 * @param every how long the service's own expiry runs are apart
 * @param claim how long a run has a slot for itself before another may take it over
 */
@ConfigurationProperties("ticketly.expiry")
public record ExpiryProperties(@DefaultValue("8h") Duration grace, @DefaultValue("30d") Duration archiveAfter,
		@DefaultValue("365d") Duration purgeAfter, @DefaultValue("5m") Duration every,
		@DefaultValue("1m") Duration claim) {
}
