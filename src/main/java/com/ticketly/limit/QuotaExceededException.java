package com.ticketly.limit;

import java.time.Duration;

import com.ticketly.http.Problems;

import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown when a caller exceeds a limit. It is answered with status 429 and says when to
 * try again.
 */
final class QuotaExceededException extends ErrorResponseException {

	QuotaExceededException(String limit, Duration retryAfter) {
		super(Problems.Type.QUOTA_EXCEEDED.status(), Problems.problem(Problems.Type.QUOTA_EXCEEDED,
				"Too many %s were asked for in a short time.".formatted(limit)), null);
		getBody().setProperty("limit", limit);
		getHeaders().set(HttpHeaders.RETRY_AFTER, Problems.seconds(retryAfter));
	}

	/**
	 * Leaves out the stack trace, because refusing is normal during an attack.
	 */
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
