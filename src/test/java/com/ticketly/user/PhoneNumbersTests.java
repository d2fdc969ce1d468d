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
			"0091 9653864514", "(+91) 96538.64514", "+91 (0)96538 64514", "tel:+91-96538-64514", "TEL:9653864514",
			"tel:96538-64514;phone-context=+91", "+91\u00A096538\u201164514", "\uFF0B\uFF19\uFF119653864514",
			"TEL:96538-64514;Phone-Context=+91", "96538\uFF0E64514",
			"\u096F\u096C\u096B\u0969\u096E\u096C\u096A\u096B\u0967\u096A" })
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

	@ParameterizedTest
	@ValueSource(strings = { "+49 30 123456 (office)", "98450 ABC 12", "1-800-FLOWERS", "+1 800 FLOWERS",
			"+91 96538 64514 ext. 5", "+91 96538 64514 x5", "9653864514#5", "9653864514,5", "9653864514;5",
			"tel:+91-96538-64514;ext=5", "tel:+91-96538-64514;isub=12", "tel:9653864514;phone-context=example.com",
			"9653864514;phone-context=+91", "tel:+6591234567;phone-context=+91", "9653864514/15",
			"9653864514 / 9653864515", "9653864514 or 9653864515", "call 9653864514", "+91+9653864514",
			"++919653864514", "tel:tel:9653864514", "96538\u200B64514", "\u202A9653864514\u202C",
			"+91 96538 64514 \u260E", "9653864514*", "*9653864514", "~9653864514", "96538\n64514", "http://9653864514",
			"9653864514@example.com", "\uFF0B919653864514\uFF58\uFF15", "\uD835\uDFD79653864514",
			"9653864514\uD835\uDFD7" })
	void refusesNumbersWithAnythingElse(String text) {
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
