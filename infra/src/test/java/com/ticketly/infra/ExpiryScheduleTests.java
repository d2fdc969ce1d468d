package com.ticketly.infra;

import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiryScheduleTests {

	private static Resource function(Synthesis synthesis) {
		return synthesis.resources("AWS::Lambda::Function")
			.filter((function) -> function.id().startsWith("ExpirySchedule"))
			.findAny()
			.orElseThrow();
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void retriesAndKeepsFailedCallsInTheDeadLetterQueue(Synthesis synthesis) {
		Resource schedule = synthesis.resource("AWS::Scheduler::Schedule");
		String failures = synthesis.resource("AWS::SQS::Queue").id();

		assertThat(schedule.property("ScheduleExpression").asText()).isEqualTo("rate(15 minutes)");
		assertThat(schedule.property("State").asText()).isEqualTo("ENABLED");
		assertThat(schedule.property("Target/Arn/Fn::GetAtt/0").asText()).isEqualTo(function(synthesis).id());
		assertThat(schedule.property("Target/DeadLetterConfig/Arn/Fn::GetAtt/0").asText()).isEqualTo(failures);
		assertThat(schedule.property("Target/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
		assertThat(function(synthesis).property("DeadLetterConfig/TargetArn/Fn::GetAtt/0").asText())
			.isEqualTo(failures);
		assertThat(synthesis.resource("AWS::Lambda::EventInvokeConfig").property("MaximumRetryAttempts").asInt())
			.isPositive();
	}

	@Test
	void callsTheLoadBalancerFromThePrivateSubnets() {
		Resource function = function(Synthesis.withoutDomain());

		assertThat(function.property("VpcConfig/SubnetIds").toString()).contains("private").doesNotContain("public");
		assertThat(function.property("Environment/Variables/URL").toString()).contains("\"http://\"", "LoadBalancer",
				"DNSName");
		assertThat(function.property("Environment/Variables").has("SERVER_NAME")).isFalse();
	}

	@Test
	void expectsTheCertificateOfTheDomain() {
		Resource function = function(Synthesis.withDomain());

		assertThat(function.property("Environment/Variables/URL").toString()).contains("\"https://\"");
		assertThat(function.property("Environment/Variables/SERVER_NAME").asText()).isEqualTo("tickets.example.com");
	}

}
