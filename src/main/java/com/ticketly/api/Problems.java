package com.ticketly.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.ticketly.api.InvalidRequestException.FieldError;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/**
 * Creates problem details (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>)
 * and their responses. The {@code type} of a problem is stable.
 */
final class Problems {

	private static final String TYPES = "urn:ticketly:problem:";

	static final String TRACE_ID = "traceId";

	private Problems() {
	}

	static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create(TYPES + code));
		problem.setTitle(Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' '));
		trace(problem, MDC.get(TRACE_ID));
		return problem;
	}

	/**
	 * Creates the problem of a status that needs no further explanation.
	 */
	static ProblemDetail problem(HttpStatusCode status) {
		HttpStatus known = HttpStatus.resolve(status.value());
		String reason = (known != null) ? known.getReasonPhrase() : "Error " + status.value();
		return problem(status, reason.toLowerCase().replace(' ', '-'), reason + ".");
	}

	static boolean isOwn(ProblemDetail problem) {
		return String.valueOf(problem.getType()).startsWith(TYPES);
	}

	static void trace(ProblemDetail problem, @Nullable Object traceId) {
		if (traceId != null) {
			problem.setProperty(TRACE_ID, traceId);
		}
	}

	static ErrorResponseException exception(HttpStatus status, String code, String detail) {
		return new ErrorResponseException(status, problem(status, code, detail), null);
	}

	static ResponseEntity<ProblemDetail> invalid(List<FieldError> errors) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "invalid-request",
				"The request contains missing or invalid fields.");
		problem.setProperty("errors", errors);
		return answer(problem);
	}

	static ResponseEntity<ProblemDetail> unavailable(Duration retryAfter) {
		return retry(problem(HttpStatus.SERVICE_UNAVAILABLE, "busy",
				"The service cannot process the request now. Try again later."), retryAfter);
	}

	static ResponseEntity<ProblemDetail> retry(ProblemDetail problem, Duration retryAfter) {
		// Retry-After has whole seconds: round up.
		long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
		return typed(problem).header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)).body(problem);
	}

	static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
		return typed(problem).body(problem);
	}

	/**
	 * Starts the response for a problem. It is JSON even if the client does not accept
	 * JSON.
	 */
	static ResponseEntity.BodyBuilder typed(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
