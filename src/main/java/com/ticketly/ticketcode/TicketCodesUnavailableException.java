package com.ticketly.ticketcode;

/**
 * The instance has no key that signs codes.
 */
public class TicketCodesUnavailableException extends RuntimeException {

	TicketCodesUnavailableException() {
		super("No key for the codes of tickets is configured");
	}

}
