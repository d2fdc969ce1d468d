package com.ticketly.api;

/**
 * What is said of several fields.
 */
final class Messages {

	static final String MISSING = "must be given";

	static final String NUM_TICKETS = "must be from 1 to 10";

	static final String LIMIT = "must be from 1 to 100";

	private Messages() {
	}

}
