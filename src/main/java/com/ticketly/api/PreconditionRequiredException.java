package com.ticketly.api;

/**
 * Thrown when a change does not say which edition it was made for.
 */
final class PreconditionRequiredException extends RuntimeException {

	PreconditionRequiredException() {
		super("If-Match is missing", null, false, false);
	}

}
