package com.ticketly.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why the service does not start with an unsafe operator password.
 */
class UnsafePasswordFailureAnalyzer extends AbstractFailureAnalyzer<UnsafePasswordException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsafePasswordException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set the environment variable TICKETLY_SECURITY_OPERATOR_PASSWORD to a strong password.", cause);
	}

}
