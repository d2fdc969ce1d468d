package com.ticketly.input;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A time of a response with the offset of a zone.
 *
 * @param zone the zone, null for that of the theater
 */
public record ZonedTime(Instant time, @Nullable ZoneId zone) {
}
