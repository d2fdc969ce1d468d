package com.ticketly.input;

import java.time.Instant;
import java.time.ZoneId;

import com.ticketly.hall.HallUse;
import com.ticketly.slot.Showing;
import org.jspecify.annotations.Nullable;

/**
 * A time of a response with the offset of a zone.
 *
 * @param zone the zone, null for that of the theater
 */
public record ZonedTime(Instant time, @Nullable ZoneId zone) {

	/**
	 * Returns a time in the zone of the place of a showing.
	 */
	public static ZonedTime of(Instant time, Showing showing) {
		HallUse hall = showing.hall();
		return new ZonedTime(time, (hall != null) ? hall.zone() : null);
	}

}
