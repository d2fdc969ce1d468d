package com.ticketly.user;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/**
 * A phone number in <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a> format. Its
 * {@code toString} hides the number, so that it does not appear in logs.
 *
 * @param e164 a plus sign and at most 15 digits
 */
public record PhoneNumber(String e164) {

	private static final int GROUP = 3;

	/**
	 * Returns the number with only its country code and its last two digits, such as
	 * {@code +49 *** ***67}. All masked numbers have the same length.
	 */
	public String masked() {
		String country = countryCode();
		return "+%s %s ***%s".formatted(country, "*".repeat(GROUP + 2 - country.length()),
				this.e164.substring(this.e164.length() - 2));
	}

	private String countryCode() {
		try {
			return Integer.toString(PhoneNumberUtil.getInstance().parse(this.e164, null).getCountryCode());
		}
		catch (NumberParseException ex) {
			// Stored numbers are valid, but a later version of the library may not know
			// the country any more.
			return "*";
		}
	}

	@Override
	public String toString() {
		return "PhoneNumber[…]";
	}

}
