package com.ticketly.infra;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTests {

	private static Settings read(String... nameAndValue) {
		Map<String, Object> context = new HashMap<>(Map.of("region", "eu-central-1", "allowHttp", "true"));
		for (int i = 0; i < nameAndValue.length; i += 2) {
			context.put(nameAndValue[i], nameAndValue[i + 1]);
		}
		return Settings.of(context::get);
	}

	@Test
	void haveDefaults() {
		Settings settings = read();

		assertThat(settings.domain()).isNull();
		assertThat(settings.email()).isNull();
		assertThat(settings.zones()).hasSize(2);
		assertThat(settings.natGateways()).isOne();
		assertThat(settings.instanceType()).hasToString("t4g.medium");
		assertThat(settings.minInstances()).isEqualTo(2);
		assertThat(settings.maxInstances()).isEqualTo(8);
		assertThat(settings.timeZone().getId()).isEqualTo("UTC");
		assertThat(settings.phoneRegion()).isEqualTo("IN");
		assertThat(settings.tablePrefix()).isEmpty();
	}

	@Test
	void acceptNumbersAndBooleansAsStringsAndAsJsonValues() {
		Map<String, Object> context = Map.of("region", "eu-central-1", "allowHttp", true, "zones", 3, "budget", "40");

		Settings settings = Settings.of(context::get);

		assertThat(settings.zones()).hasSize(3);
		assertThat(settings.budget()).isEqualTo(40);
	}

	@Test
	void acceptZonesByName() {
		assertThat(read("zones", "eu-central-1a,eu-central-1c").zones()).containsExactly("eu-central-1a",
				"eu-central-1c");
	}

	@Test
	void acceptInstanceTypesOfTheConfiguredArchitecture() {
		assertThat(read("architecture", "x86_64").instanceType()).hasToString("t3.medium");
		assertThat(read("architecture", "x86_64", "instanceType", "m7i.large").instanceType()).hasToString("m7i.large");
	}

	@Test
	void requireARegion() {
		Map<String, Object> context = Map.of("allowHttp", "true");

		assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(context::get))
			.withMessageStartingWith("Set the region with -c region=");
	}

	@ParameterizedTest
	@CsvSource({ "false", "," })
	void refuseHttpUnlessAllowed(String allowHttp) {
		Map<String, Object> context = new HashMap<>(Map.of("region", "eu-central-1"));
		context.put("allowHttp", allowHttp);

		assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(context::get))
			.withMessageContaining("-c domain=… -c hostedZoneId=…")
			.withMessageContaining("-c allowHttp=true");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					region       | Frankfurt       | region must be an AWS region, such as eu-central-1, not Frankfurt
					allowHttp    | yes             | allowHttp must be true or false, not yes
					domain       | tickets         | domain must be a domain name in lower case, such as tickets.example.com, not tickets
					domain       | t.example.com   | domain and hostedZoneId must be set together: the certificate is validated in that zone.
					hostedZoneId | Z0123456789ABC  | domain and hostedZoneId must be set together: the certificate is validated in that zone.
					hostedZoneId | example.com     | hostedZoneId must be the id of a Route 53 hosted zone, such as Z0123456789ABC, not example.com
					email        | me              | email must be an e-mail address, not me
					zones        | 1               | zones must be 2, 3, or the names of two or three availability zones, such as eu-central-1a,eu-central-1b, not 1
					zones        | a1,a1           | zones must not contain the same zone twice.
					natGateways  | 3               | natGateways must be a whole number from 1 to 2, not 3
					architecture | arm             | architecture must be arm64 or x86_64, not arm
					instanceType | large           | instanceType must be an instance type, such as t4g.medium, not large
					instanceType | t3.large        | instanceType t3.large is not arm64: set a matching -c architecture=….
					minInstances | 1               | minInstances must be a whole number from 2 to 100, not 1
					minInstances | two             | minInstances must be a whole number from 2 to 100, not two
					maxInstances | 2               | maxInstances must be more than minInstances (2): an update starts a new instance before it stops an old one.
					timeZone     | Berlin          | timeZone must be a time zone, such as Europe/Berlin, not Berlin
					phoneRegion  | india           | phoneRegion must be two capital letters, such as IN, not india
					tablePrefix  | a b             | tablePrefix must be at most 200 letters, digits, dots, hyphens and underscores, not a b
					budget       | 0               | budget must be a whole number from 1 to 1000000, not 0
					rateLimit    | 9999999999      | rateLimit must be a whole number from 10 to 2000000000, not 9999999999
					seatRateLimit | 9              | seatRateLimit must be a whole number from 10 to 2000000000, not 9
					signedInRateLimit | many       | signedInRateLimit must be a whole number from 10 to 2000000000, not many
					requestAlarm | -1              | requestAlarm must be a whole number from 1 to 2000000000, not -1
					""")
	void refuseInvalidValues(String name, String value, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(name, value)).withMessage(message);
	}

}
