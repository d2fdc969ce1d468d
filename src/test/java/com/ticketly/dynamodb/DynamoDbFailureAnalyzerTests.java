package com.ticketly.dynamodb;

import java.net.ConnectException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbFailureAnalyzerTests {

	private static FailureAnalysis analyze(SdkException ex) {
		return new DynamoDbFailureAnalyzer().analyze(ex, ex);
	}

	private static DynamoDbException refused(String code) {
		return (DynamoDbException) DynamoDbException.builder()
			.statusCode(400)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("Refused").build())
			.build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Unable to load region from any of the providers in the chain",
			"Unable to load credentials from any of the providers in the chain" })
	void asksForRegionAndCredentialsThatAreMissing(String message) {
		assertThat(analyze(SdkClientException.create(message)).getAction()).contains("AWS_REGION",
				"TICKETLY_DYNAMODB_ENDPOINT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException",
			"AccessDeniedException" })
	void asksForOtherCredentialsIfTheyAreRefused(String code) {
		assertThat(analyze(refused(code)).getAction()).contains("credentials").doesNotContain("AWS_REGION");
	}

	@Test
	void asksToCheckAnEndpointThatCannotBeReached() {
		assertThat(analyze(SdkClientException.create("Unable to execute HTTP request", new ConnectException("refused")))
			.getAction()).contains("can be reached").doesNotContain("AWS_REGION");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ValidationException", "ResourceInUseException", "LimitExceededException" })
	void suggestsNothingForOtherRefusals(String code) {
		FailureAnalysis analysis = analyze(refused(code));

		assertThat(analysis.getDescription()).contains("Refused");
		assertThat(analysis.getAction()).isNull();
	}

	@Test
	void asksForTablesThatDoNotExist() {
		assertThat(analyze(refused("ResourceNotFoundException")).getAction())
			.contains("TICKETLY_DYNAMODB_CREATE_TABLES");
	}

}
