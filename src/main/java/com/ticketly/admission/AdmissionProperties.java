package com.ticketly.admission;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.slot.Slot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for admissions at the door.
 *
 * @param opensBefore how long before the start of a slot its doors open
 * @param offlineAfter how long after it was made a scan counts as made offline, unless it
 * says itself whether it was
 */
@ConfigurationProperties("ticketly.admission")
record AdmissionProperties(@DefaultValue("2h") Duration opensBefore, @DefaultValue("30s") Duration offlineAfter) {

	/**
	 * Returns when the doors of a slot open.
	 */
	Instant opensAt(Slot slot) {
		return slot.showing().start().minus(this.opensBefore);
	}

}
