package com.ticketly.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PhoneNumbersTests {

	private final PhoneNumbers numbers = new PhoneNumbers("IN");

	@ParameterizedTest
	@ValueSource(strings = { "9653864514", "+91 96538 64514", "09653864514", "+91-9653864514", " 96538-64514 ",
			"0091 9653864514" })
	void parsesANumberInAnyNotation(String text) {
		assertThat(this.numbers.parse(text)).contains(new PhoneNumber("+919653864514"));
	}

	@Test
	void parsesNumbersOfOtherCountries() {
		assertThat(this.numbers.parse("+44 20 7946 0018")).contains(new PhoneNumber("+442079460018"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12", "phone", "96538645149653864514", "+999 1234567", "0000000000" })
	void refusesInvalidNumbers(String text) {
		assertThat(this.numbers.parse(text)).isEmpty();
	}

	@Test
	void parsesNumbersWithoutACountryCodeInTheDefaultRegion() {
		assertThat(new PhoneNumbers("GB").parse("020 7946 0018")).contains(new PhoneNumber("+442079460018"));
	}

	@Test
	void refusesAnUnknownRegion() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumbers("XX"));
	}

	@Test
	void hidesTheNumberInItsStringForm() {
		assertThat(new PhoneNumber("+919653864514").toString()).doesNotContain("9653864514");
	}

}
