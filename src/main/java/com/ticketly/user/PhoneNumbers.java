package com.ticketly.user;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads phone numbers as people write them.
 */
@Component
public class PhoneNumbers {

	private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

	private final String defaultRegion;

	/**
	 * Makes a reader.
	 * @param defaultRegion the two-letter region of numbers without a country code
	 * @throws IllegalArgumentException when there is no such region
	 */
	public PhoneNumbers(@Value("${ticketly.phone-region:IN}") String defaultRegion) {
		if (!this.numbers.getSupportedRegions().contains(defaultRegion)) {
			throw new IllegalArgumentException("ticketly.phone-region is no region of phone numbers: " + defaultRegion);
		}
		this.defaultRegion = defaultRegion;
	}

	/**
	 * Reads a number.
	 * @return the number, or empty when it is none that can be called
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
