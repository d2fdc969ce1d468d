package com.ticketly.security;

/**
 * Says that the operators' password is missing or known to everybody.
 */
class UnsafePasswordException extends RuntimeException {

	UnsafePasswordException(String message) {
		super(message);
	}

}
