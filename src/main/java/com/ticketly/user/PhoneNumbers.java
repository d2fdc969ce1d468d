package com.ticketly.user;

import java.util.Optional;

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
	 * Parses a phone number, or returns empty if the text is not a valid one.
	 */
	public Optional<PhoneNumber> parse(String text) {
		try {
			Phonenumber.PhoneNumber number = this.numbers.parse(text, this.defaultRegion);
			return this.numbers.isValidNumber(number)
					? Optional.of(new PhoneNumber(this.numbers.format(number, PhoneNumberFormat.E164)))
					: Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

}
