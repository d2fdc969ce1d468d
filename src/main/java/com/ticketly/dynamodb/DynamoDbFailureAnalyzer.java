package com.ticketly.dynamodb;

import java.io.IOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/**
 * Explains why the start fails if DynamoDB cannot be used. It suggests something only if
 * the settings are the cause.
 */
class DynamoDbFailureAnalyzer extends AbstractFailureAnalyzer<SdkException> {

	private static final Set<String> REFUSED_CREDENTIALS = Set.of("AccessDeniedException", "ExpiredTokenException",
			"IncompleteSignatureException", "InvalidSignatureException", "MissingAuthenticationTokenException",
			"UnrecognizedClientException");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SdkException cause) {
		return new FailureAnalysis("DynamoDB cannot be used: " + cause.getMessage(), action(cause), cause);
	}

	private static @Nullable String action(SdkException ex) {
		if (ex instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
			String code = refused.awsErrorDetails().errorCode();
			if (REFUSED_CREDENTIALS.contains(code)) {
				return "Use credentials that are valid and may use the tables.";
			}
			return "ResourceNotFoundException".equals(code)
					? "Create the tables, or set TICKETLY_DYNAMODB_CREATE_TABLES to true." : null;
		}
		if (ex instanceof SdkClientException && NestedExceptionUtils.getMostSpecificCause(ex) instanceof IOException) {
			return "Check that the endpoint of DynamoDB can be reached from this machine.";
		}
		// The SDK has no exception of its own for a region or credentials that are
		// missing.
		return String.valueOf(ex.getMessage()).matches("(?s)Unable to load (region|credentials).*")
				? "Set AWS_REGION and credentials to use DynamoDB on AWS, or TICKETLY_DYNAMODB_ENDPOINT to use another endpoint."
				: null;
	}

}
