package com.ticketly.season;

import java.time.Instant;

/**
 * When a slot of a show starts.
 *
 * @param field the field of the request that says so
 */
record ShowTime(Instant start, String field) {
}
