package com.ticketly.input;

import java.time.Instant;

/**
 * A time of a request to the millisecond. All other times are read to the second.
 */
public record PreciseTime(Instant instant) {
}
