package com.ticketly.user;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumberTests {

	@ParameterizedTest
	@CsvSource({ "+4930901820, +49 *** ***20", "+919653864514, +91 *** ***14", "+12025550123, +1 **** ***23",
			"+353201234567, +353 ** ***67", "+999123, +* **** ***23" })
	void isMaskedToTheSameLength(String number, String masked) {
		assertThat(new PhoneNumber(number).masked()).isEqualTo(masked).hasSize(13);
	}

}
