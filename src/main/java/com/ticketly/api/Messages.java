package com.ticketly.api;

import com.ticketly.ticket.Booking;

/**
 * What is said of several fields.
 */
final class Messages {

	static final String MISSING = "must be given";

	static final String NUM_TICKETS = "must be from 1 to " + Booking.MAX_TICKETS;

	static final String LIMIT = "must be from 1 to " + PageInput.MAX_LIMIT;

	private Messages() {
	}

}
