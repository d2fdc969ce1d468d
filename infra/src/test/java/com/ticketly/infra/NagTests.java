package com.ticketly.infra;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the findings of the AwsSolutions rules of cdk-nag and of the CDK.
 */
class NagTests {

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void reportNoFindingsThatAreNotSuppressed(Synthesis synthesis) {
		assertThat(synthesis.annotations()).hasSize(4).allSatisfy((annotations) -> {
			assertThat(annotations.findError("*", Match.anyValue())).isEmpty();
			assertThat(annotations.findWarning("*", Match.anyValue())).isEmpty();
			assertThat(annotations.findInfo("*", Match.anyValue())).isEmpty();
		});
		assertThat(synthesis.read("validation-report.json").get("pluginReports")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void evaluateTheRules(Synthesis synthesis) {
		assertThat(synthesis.output().resolve("AwsSolutions-Ticketly-NagReport.csv")).content()
			.contains("\"AwsSolutions-EC23\"", "\"AwsSolutions-S10\"", "\"Compliant\"");
		assertThat(synthesis.output().resolve("AwsSolutions-Ticketly-Tables-NagReport.csv")).content()
			.contains("\"AwsSolutions-DDB3\"", "\"Compliant\"");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void suppressEachRuleWithItsOwnReason(Synthesis synthesis) {
		Map<String, String> rules = new HashMap<>();
		synthesis.all()
			.flatMap((resource) -> resource.json().at("/Metadata/cdk_nag/rules_to_suppress").valueStream())
			.forEach((accepted) -> {
				String reason = accepted.get("reason").asText();
				assertThat(reason).hasSizeGreaterThan(30).endsWith(".");
				String rule = accepted.get("id").asText();
				assertThat(rules.merge(reason, rule, (one, other) -> one)).as(reason).isEqualTo(rule);
			});

		assertThat(rules).hasSizeBetween(10, 20);
	}

}
