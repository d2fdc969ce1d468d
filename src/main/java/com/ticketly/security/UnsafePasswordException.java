package com.ticketly.security;

/**
 * Thrown at startup if the operator password is missing, too long or common.
 */
class UnsafePasswordException extends RuntimeException {

	UnsafePasswordException(String message) {
		super(message);
	}

}
