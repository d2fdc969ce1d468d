package com.ticketly.dynamodb;

import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains how to configure DynamoDB when the start fails because it cannot be used.
 */
class DynamoDbFailureAnalyzer extends AbstractFailureAnalyzer<SdkException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SdkException cause) {
		return new FailureAnalysis("DynamoDB cannot be used: " + cause.getMessage(),
				"Set AWS_REGION and credentials to use DynamoDB on AWS, or TICKETLY_DYNAMODB_ENDPOINT to use another endpoint.",
				cause);
	}

}
