package com.ticketly.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.ticketly.booking.Rejection;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Makes problems (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>), each
 * with a {@code type} that stays.
 */
final class Problems {

	private static final String TYPES = "urn:ticketly:problem:";

	/**
	 * Names the request in logs and traces.
	 */
	static final String TRACE_ID = "traceId";

	private Problems() {
	}

	static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create(TYPES + code));
		problem.setTitle(title(code));
		trace(problem, MDC.get(TRACE_ID));
		return problem;
	}

	/**
	 * Makes the problem of a status that says all there is to say.
	 */
	static ProblemDetail problem(HttpStatusCode status) {
		HttpStatus known = HttpStatus.resolve(status.value());
		String reason = (known != null) ? known.getReasonPhrase() : "Error " + status.value();
		return problem(status, reason.toLowerCase().replace(' ', '-'), reason + ".");
	}

	/**
	 * Says where the request is found in logs and traces.
	 */
	static void trace(ProblemDetail problem, @Nullable Object traceId) {
		if (traceId != null) {
			problem.setProperty(TRACE_ID, traceId);
		}
	}

	private static String title(String code) {
		return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
	}

	static ResponseEntity<ProblemDetail> answer(Rejection rejection) {
		return switch (rejection) {
			case Rejection.SlotNotFound() ->
				answer(rejection, HttpStatus.NOT_FOUND, "There is no such slot.", Map.of());
			case Rejection.SalesClosed(var slot) -> answer(rejection, HttpStatus.CONFLICT,
					"The slot is over, so its tickets are neither sold nor moved.", Map.of("slotId", slot.value()));
			case Rejection.SlotCanceled(var slot, var reason) -> answer(rejection, HttpStatus.CONFLICT,
					"The slot is canceled.", Map.of("slotId", slot.value(), "cancelReason", reason));
			case Rejection.SlotChanged() -> answer(rejection, HttpStatus.PRECONDITION_FAILED,
					"The slot has changed since it was looked at.", Map.of());
			case Rejection.SoldOut(var slot, int left) -> answer(rejection, HttpStatus.CONFLICT,
					(left == 0) ? "No seats are left." : "Too few seats are left: %d in all.".formatted(left),
					Map.of("slotId", slot.value(), "availTickets", left));
			case Rejection.SeatsTaken(var slot, var taken) -> answer(rejection, HttpStatus.CONFLICT,
					"Some of the seats are not free any more.", Map.of("slotId", slot.value(), "taken", taken));
			case Rejection.Invalid(var field, var reason) -> invalid(List.of(new FieldError(field, reason)));
			case Rejection.SameSlot(var slot) -> answer(rejection, HttpStatus.CONFLICT,
					"The ticket is for this slot already.", Map.of("slotId", slot.value()));
			case Rejection.TicketNotFound() ->
				answer(rejection, HttpStatus.NOT_FOUND, "There is no such ticket.", Map.of());
			case Rejection.TicketNotBooked(var ticket, var status, var replacedBy) ->
				answer(rejection, HttpStatus.CONFLICT, "The ticket is not booked any more: it is %s.".formatted(status),
						(replacedBy != null)
								? Map.of("ticketId", ticket.value(), "ticketStatus", status, "replacedBy",
										replacedBy.value())
								: Map.of("ticketId", ticket.value(), "ticketStatus", status));
			case Rejection.HoldNotFound() ->
				answer(rejection, HttpStatus.NOT_FOUND, "There is no such hold.", Map.of());
			case Rejection.HoldEnded(var hold, var status) ->
				answer(rejection, HttpStatus.CONFLICT, "The hold has ended: it is %s.".formatted(status),
						Map.of("holdId", hold.value(), "holdStatus", status));
			case Rejection.TooManyHolds(var slot, int max) -> answer(rejection, HttpStatus.CONFLICT,
					"The customer has %d holds of this slot, and may not have more.".formatted(max),
					Map.of("slotId", slot.value(), "maxHolds", max));
			case Rejection.TooManyTickets(var slot, int max) -> answer(rejection, HttpStatus.CONFLICT,
					"The customer may have %d tickets of this slot, held ones included.".formatted(max),
					Map.of("slotId", slot.value(), "maxTickets", max));
			case Rejection.UserNotFound() ->
				answer(rejection, HttpStatus.NOT_FOUND, "There is no such user.", Map.of());
			case Rejection.KeyReused() -> answer(rejection, HttpStatus.UNPROCESSABLE_CONTENT,
					"This Idempotency-Key was used for another request.", Map.of());
			case Rejection.Busy(var retryAfter) -> unavailable(retryAfter);
		};
	}

	static ResponseEntity<ProblemDetail> invalid(List<FieldError> errors) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "invalid-request",
				"Some fields cannot be read or are invalid.");
		problem.setProperty("errors", errors);
		return answer(problem);
	}

	static ResponseEntity<ProblemDetail> unavailable(Duration retryAfter) {
		return retry(problem(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Please come again in a moment."), retryAfter);
	}

	static ResponseEntity<ProblemDetail> retry(ProblemDetail problem, Duration retryAfter) {
		// Whole seconds, never too early.
		long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
		return typed(problem).header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)).body(problem);
	}

	static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
		return typed(problem).body(problem);
	}

	/**
	 * Begins an answer of a problem, whatever the client accepts.
	 */
	static ResponseEntity.BodyBuilder typed(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private static ResponseEntity<ProblemDetail> answer(Rejection rejection, HttpStatus status, String detail,
			Map<String, Object> properties) {
		ProblemDetail problem = problem(status, rejection.code(), detail);
		properties.forEach(problem::setProperty);
		return answer(problem);
	}

}
