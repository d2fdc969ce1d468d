package com.ticketly.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Parses phone numbers in national and international formats.
 */
@Component
public class PhoneNumbers {

	/**
	 * Digits and visual separators, optionally as a tel URI
	 * (<a href="https://www.rfc-editor.org/rfc/rfc3966">RFC 3966</a>). The library also
	 * accepts other text: it reads letters as the digits of their keys, and drops
	 * extensions, comments, second numbers and digits outside of the Basic Multilingual
	 * Plane. The result is the number of somebody else.
	 */
	private static final Pattern NUMBER = Pattern
		.compile("(?i:tel:)?[(]?[+\\uFF0B]?[\\p{Nd}\\p{Zs}\\p{Pd}\\u2212().\\uFF08\\uFF09\\uFF0E&&[\\u0000-\\uFFFF]]+"
				+ "|(?i:tel:)[0-9().-]+;(?i:phone-context)=\\+[0-9().-]+");

	private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

	private final String defaultRegion;

	/**
	 * Creates a parser.
	 * @param defaultRegion the two-letter region code of numbers without a country code
	 * @throws IllegalArgumentException if the region is not supported
	 */
	public PhoneNumbers(@Value("${ticketly.phone-region:IN}") String defaultRegion) {
		if (!this.numbers.getSupportedRegions().contains(defaultRegion)) {
			throw new IllegalArgumentException(
					"ticketly.phone-region is not a supported region code: " + defaultRegion);
		}
		this.defaultRegion = defaultRegion;
	}

	/**
	 * Parses a phone number, or returns empty if the text is not a valid one or contains
	 * anything else.
	 */
	public Optional<PhoneNumber> parse(String text) {
		if (!NUMBER.matcher(text.strip()).matches()) {
			return Optional.empty();
		}
		try {
			// The library finds the parts of a tel URI only in lower case.
			Phonenumber.PhoneNumber number = this.numbers.parse(text.toLowerCase(Locale.ROOT), this.defaultRegion);
			return this.numbers.isValidNumber(number)
					? Optional.of(new PhoneNumber(this.numbers.format(number, PhoneNumberFormat.E164)))
					: Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

}
