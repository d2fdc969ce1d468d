package com.ticketly.api;

import java.io.IOException;
import java.time.Duration;

import com.ticketly.booking.RejectedException;
import com.ticketly.commit.BusyException;
import com.ticketly.security.TooManySignInsException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever goes wrong into problems that say nothing internal.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final Duration OUTAGE = Duration.ofSeconds(2);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> rejected(RejectedException ex) {
		return Problems.answer(ex.rejection());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(BusyException ex) {
		return Problems.unavailable(ex.retryAfter());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalid(InvalidRequestException ex) {
		return Problems.invalid(ex.errors());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unconditional(PreconditionRequiredException ex) {
		return Problems.answer(Problems.problem(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
				"If-Match must have the ETag of the slot, as it was looked at."));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooLarge(BodyTooLargeException ex) {
		return Problems
			.answer(Problems.problem(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", ex.getMessage() + "."));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(InvalidParameterException ex) {
		return Problems.answer(Problems.problem(HttpStatus.valueOf(ex.getErrorCode())));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(RequestRejectedException ex) {
		return Problems.answer(Problems.problem(HttpStatus.BAD_REQUEST));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noIssuer(AuthenticationServiceException ex) {
		log.warn("A token could not be checked: {}", ex.toString());
		return Problems.unavailable(OUTAGE);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unauthorized(AuthenticationException ex) {
		ProblemDetail problem = Problems.problem(HttpStatus.UNAUTHORIZED, "unauthorized",
				"This is for operators: sign in with name and password.");
		return Problems.typed(problem)
			.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Ticketly\", charset=\"UTF-8\"")
			.body(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManySignIns(TooManySignInsException ex) {
		return Problems.retry(Problems.problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests",
				"Too many failed sign-ins from this address."), ex.retryAfter());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> forbidden(AccessDeniedException ex) {
		return Problems.answer(Problems.problem(HttpStatus.FORBIDDEN, "forbidden", "This is for operators."));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> outage(SdkException ex) {
		log.warn("DynamoDB did not answer: {}", ex.toString());
		return Problems.unavailable(OUTAGE);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> cutOff(IOException ex) {
		// Mostly the client is gone and nobody reads this.
		return Problems.answer(Problems.problem(HttpStatus.BAD_REQUEST));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unexpected(Exception ex) {
		log.error("A request failed", ex);
		return Problems.answer(Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR));
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return Problems.typed(Problems.problem(status)).headers(headers).body(Problems.problem(status));
	}

}
