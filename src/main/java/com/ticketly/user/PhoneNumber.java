package com.ticketly.user;

/**
 * A phone number in <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a> form: a plus
 * sign and at most 15 digits. It has no readable {@code toString}, which keeps it out of
 * logs.
 *
 * @param e164 the number
 */
public record PhoneNumber(String e164) {

	@Override
	public String toString() {
		return "PhoneNumber[…]";
	}

}
