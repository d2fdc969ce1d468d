package com.ticketly.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a clear line why the service does not start.
 */
class UnsafePasswordAnalyzer extends AbstractFailureAnalyzer<UnsafePasswordException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsafePasswordException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set the environment variable TICKETLY_SECURITY_OPERATOR_PASSWORD to a password of your own.", cause);
	}

}
