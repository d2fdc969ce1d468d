package com.ticketly.user;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TierPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "0, SILVER", "9, SILVER", "10, GOLD", "24, GOLD", "25, PLATINUM", "1000, PLATINUM" })
	void derivesTheTierFromTheNumberOfTickets(long tickets, CustomerTier tier) {
		assertThat(new TierProperties(10, 25).tierOf(tickets)).isEqualTo(tier);
	}

}
