package com.ticketly.hall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How a slot uses the hall that it takes place in: by the version that was the latest
 * when it was scheduled.
 *
 * @param version the version of the hall
 * @param zone the time zone of the venue
 * @param clearing how long the hall is occupied after the slot has ended
 */
public record HallUse(HallVersion version, ZoneId zone, Duration clearing) {

	/**
	 * Returns how slots that are scheduled now use a hall.
	 */
	public static HallUse of(Hall hall) {
		return new HallUse(hall.key(), hall.zone(), hall.clearing());
	}

	/**
	 * Returns when a slot occupies the hall.
	 */
	public Occupancy occupancy(String slot, Instant start, Instant end) {
		return new Occupancy(slot, start, end.plus(this.clearing));
	}

}
