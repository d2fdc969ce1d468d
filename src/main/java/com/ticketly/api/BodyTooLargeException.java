package com.ticketly.api;

/**
 * Says that a request's body is larger than any that makes sense.
 */
final class BodyTooLargeException extends RuntimeException {

	BodyTooLargeException(int limit) {
		super("The body is larger than %,d bytes".formatted(limit), null, false, false);
	}

}
