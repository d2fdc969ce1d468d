package com.ticketly.user;

/**
 * A phone number in <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a> format. Its
 * {@code toString} hides the number, so that it does not appear in logs.
 *
 * @param e164 a plus sign and at most 15 digits
 */
public record PhoneNumber(String e164) {

	@Override
	public String toString() {
		return "PhoneNumber[…]";
	}

}
