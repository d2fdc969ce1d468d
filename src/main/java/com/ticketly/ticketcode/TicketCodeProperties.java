package com.ticketly.ticketcode;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for the codes of tickets.
 *
 * @param keys a JSON Web Key Set
 * (<a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517</a>) of P-256 keys
 * with key ids of up to 8 characters. The first, which must be private, signs; the others
 * only verify. Without a key, the instance has no codes
 */
@ConfigurationProperties("ticketly.ticket-codes")
record TicketCodeProperties(@Nullable String keys) {

	/**
	 * Does not reveal the keys.
	 */
	@Override
	public String toString() {
		return "TicketCodeProperties[]";
	}

}
