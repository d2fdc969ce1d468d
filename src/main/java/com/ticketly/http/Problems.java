package com.ticketly.http;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.ticketly.http.InvalidRequestException.FieldError;
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
 * and their responses.
 */
public final class Problems {

	public static final String TRACE_ID = "traceId";

	private Problems() {
	}

	public static ProblemDetail problem(Type type, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
		problem.setType(type.uri());
		problem.setTitle(type.title());
		String traceId = MDC.get(TRACE_ID);
		if (traceId != null) {
			problem.setProperty(TRACE_ID, traceId);
		}
		return problem;
	}

	/**
	 * Creates the problem of a status that needs no further explanation.
	 */
	public static ProblemDetail problem(HttpStatusCode status) {
		Type type = Type.of(status);
		return problem(type, type.detail);
	}

	public static boolean isOwn(ProblemDetail problem) {
		return String.valueOf(problem.getType()).startsWith(Type.PREFIX);
	}

	public static ErrorResponseException exception(Type type, String detail) {
		return new ErrorResponseException(type.status(), problem(type, detail), null);
	}

	public static ResponseEntity<ProblemDetail> invalid(List<FieldError> errors) {
		ProblemDetail problem = problem(Type.INVALID_REQUEST, Type.INVALID_REQUEST.detail);
		problem.setProperty("errors", errors);
		return answer(problem);
	}

	public static ResponseEntity<ProblemDetail> unavailable(Duration retryAfter) {
		return retry(problem(HttpStatus.SERVICE_UNAVAILABLE), retryAfter);
	}

	public static ResponseEntity<ProblemDetail> retry(ProblemDetail problem, Duration retryAfter) {
		return typed(problem).header(HttpHeaders.RETRY_AFTER, seconds(retryAfter)).body(problem);
	}

	/**
	 * Returns the value of {@code Retry-After}: whole seconds, rounded up.
	 */
	public static String seconds(Duration retryAfter) {
		return Long.toString(Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
	}

	public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
		return typed(problem).body(problem);
	}

	/**
	 * Starts the response for a problem. It is JSON even if the client does not accept
	 * JSON.
	 */
	public static ResponseEntity.BodyBuilder typed(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	/**
	 * The problem types that clients can receive. They are stable. The first type of a
	 * status is the one of problems that only have a status.
	 */
	public enum Type {

		BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request line, the path, a header or the body cannot be read."),
		INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request contains missing or invalid fields."),
		UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "This operation requires the credentials of an operator."),
		FORBIDDEN(HttpStatus.FORBIDDEN,
				"This operation is reserved to callers with a certain scope and to pages of known origins."),
		NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path."),
		SLOT_NOT_FOUND(HttpStatus.NOT_FOUND, "The slot does not exist."),
		TICKET_NOT_FOUND(HttpStatus.NOT_FOUND, "The ticket does not exist."),
		BOOKING_NOT_FOUND(HttpStatus.NOT_FOUND, "The booking does not exist."),
		HOLD_NOT_FOUND(HttpStatus.NOT_FOUND, "The hold does not exist."),
		HALL_NOT_FOUND(HttpStatus.NOT_FOUND, "The hall does not exist."),
		SHOW_NOT_FOUND(HttpStatus.NOT_FOUND, "The show does not exist."),
		USER_NOT_FOUND(HttpStatus.NOT_FOUND, "The user does not exist."),
		KEY_NOT_FOUND(HttpStatus.NOT_FOUND, "The key does not exist."),
		DOOR_CODE_NOT_FOUND(HttpStatus.NOT_FOUND, "The code is unknown, used, or expired."),
		METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The path has other methods; see the header Allow."),
		NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The header Accept is malformed or excludes the type of the answer."),
		REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time."),
		SALES_CLOSED(HttpStatus.CONFLICT, "The slot has ended. Its tickets cannot be booked or rescheduled."),
		SALES_NOT_OPEN(HttpStatus.CONFLICT, "The sale of tickets of the slot has not opened."),
		SALES_ENDED(HttpStatus.CONFLICT, "The sale of tickets of the slot has ended."),
		SLOT_CANCELED(HttpStatus.CONFLICT, "The slot is canceled."),
		HALL_OCCUPIED(HttpStatus.CONFLICT, "Another slot takes place in the hall at this time."),
		SOLD_OUT(HttpStatus.CONFLICT, "The slot has too few seats left."),
		SEATS_TAKEN(HttpStatus.CONFLICT, "Some of the seats are not available."),
		SINGLE_SEAT_LEFT(HttpStatus.CONFLICT,
				"The seats would leave single seats free, which this slot does not allow."),
		SAME_SLOT(HttpStatus.CONFLICT, "The ticket is already for this slot."),
		TICKET_NOT_BOOKED(HttpStatus.CONFLICT, "The ticket is not booked."),
		TICKET_ADMITTED(HttpStatus.CONFLICT, "Somebody has been let in with the ticket."),
		CHANGES_CLOSED(HttpStatus.CONFLICT, "It is too late to cancel, reschedule, or transfer tickets of this slot."),
		HOLD_ENDED(HttpStatus.CONFLICT, "The hold has ended."),
		HOLD_ALREADY_PROLONGED(HttpStatus.CONFLICT, "The hold was already prolonged, which is possible once."),
		ACCESSIBLE_SEATS_TAKEN(HttpStatus.CONFLICT,
				"Too few accessible seats are free with the other seats beside them."),
		PAYMENT_MISMATCH(HttpStatus.CONFLICT, "The payment is not what the hold costs."),
		ALREADY_PAID(HttpStatus.CONFLICT, "The hold was confirmed with another payment."),
		TOO_MANY_HOLDS(HttpStatus.CONFLICT, "This phone number has too many holds of the slot."),
		TOO_MANY_TICKETS(HttpStatus.CONFLICT, "This phone number would have too many tickets of the slot."),
		TOO_MANY_KEYS(HttpStatus.CONFLICT, "Too many keys are active."),
		KEY_ENDED(HttpStatus.CONFLICT, "The key has expired or is revoked."),
		HALL_CHANGED(HttpStatus.PRECONDITION_FAILED, "The hall has changed since its ETag was read."),
		SHOW_CHANGED(HttpStatus.PRECONDITION_FAILED, "The show has changed since its ETag was read."),
		SLOT_CHANGED(HttpStatus.PRECONDITION_FAILED, "The slot has changed since its ETag was read."),
		ETAG_NEVER_MATCHES(HttpStatus.PRECONDITION_FAILED, "If-Match contains no ETag as the service sends it."),
		CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large."),
		UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON in UTF-8 and not encoded."),
		RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The range is not within the file."),
		EXPECTATION_FAILED(HttpStatus.EXPECTATION_FAILED, "The header Expect can only be 100-continue."),
		KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key was used for a different request."),
		PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED,
				"The If-Match header is required and must contain the ETag of what is changed."),
		TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many failed sign-in attempts from this address."),
		QUOTA_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests or seats were asked for in a short time."),
		INTERNAL_SERVER_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed unexpectedly."),
		NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "The method or the transfer encoding is not supported."),
		BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot process the request now. Try again later."),
		TICKET_CODES_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service has no key for the codes of tickets."),
		HTTP_VERSION_NOT_SUPPORTED(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "The service speaks HTTP/1.1.");

		private static final String PREFIX = "urn:ticketly:problem:";

		private final HttpStatus status;

		private final String detail;

		Type(HttpStatus status, String detail) {
			this.status = status;
			this.detail = detail;
		}

		/**
		 * Returns the type of a code such as {@code sold-out}.
		 */
		public static Type of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
		}

		private static Type of(HttpStatusCode status) {
			return Arrays.stream(values())
				.filter((type) -> type.status.value() == status.value())
				.findFirst()
				.orElse(status.is4xxClientError() ? BAD_REQUEST : INTERNAL_SERVER_ERROR);
		}

		/**
		 * Returns an exception that is answered with this type.
		 */
		public ErrorResponseException exception() {
			return Problems.exception(this, this.detail);
		}

		public HttpStatus status() {
			return this.status;
		}

		public String detail() {
			return this.detail;
		}

		public URI uri() {
			return URI.create(PREFIX + code());
		}

		public String title() {
			String words = code().replace('-', ' ');
			return Character.toUpperCase(words.charAt(0)) + words.substring(1);
		}

		public String code() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
