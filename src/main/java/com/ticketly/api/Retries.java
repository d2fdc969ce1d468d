package com.ticketly.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Reply;
import com.ticketly.receipt.Claimed;
import com.ticketly.receipt.Receipt;
import com.ticketly.receipt.Receipts;
import com.ticketly.receipt.StoredAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers a request that is sent again with the same {@code Idempotency-Key} as it was
 * answered first. Answers that invite to come again (503, and 409 while another try is
 * under way) are given once.
 *
 * @see <a href=
 * "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 * Idempotency-Key HTTP Header Field</a>
 */
@Component
class Retries {

	private static final Logger logger = LoggerFactory.getLogger(Retries.class);

	private final Receipts receipts;

	private final JsonMapper mapper;

	Retries(Receipts receipts, JsonMapper mapper) {
		this.receipts = receipts;
		this.mapper = mapper;
	}

	/**
	 * Answers a request that is done in one transaction, which writes its answer, too.
	 * @param attempt the try of the request
	 * @param payload what it holds beside its path
	 * @param view makes the answer
	 * @param action does what is asked for
	 */
	<T, V> ResponseEntity<V> answer(Attempt attempt, Object payload, BiFunction<Attempt, T, ResponseEntity<V>> view,
			Function<Reply<T>, Outcome<T>> action) {
		return answer(attempt, payload, view, action, false);
	}

	/**
	 * Answers a request that takes several transactions. Each of them may be done twice
	 * without harm, and nothing undoes it: a try that goes on after a crash ends where
	 * the first one would have.
	 * @param attempt the try of the request
	 * @param payload what it holds beside its path
	 * @param view makes the answer
	 * @param action does what is asked for
	 */
	<T, V> ResponseEntity<V> answerAtEnd(Attempt attempt, Object payload,
			BiFunction<Attempt, T, ResponseEntity<V>> view, Supplier<Outcome<T>> action) {
		return answer(attempt, payload, view, (reply) -> action.get(), true);
	}

	private <T, V> ResponseEntity<V> answer(Attempt attempt, Object payload,
			BiFunction<Attempt, T, ResponseEntity<V>> view, Function<Reply<T>, Outcome<T>> action, boolean atEnd) {
		if (attempt.key() == null) {
			return view.apply(attempt, action.apply(Reply.once()).orElseThrow());
		}
		Function<T, StoredAnswer> writer = (value) -> write(view.apply(attempt, value));
		ResponseEntity<?> answer = switch (this.receipts.claim(attempt.key(),
				EntityTags.digest(List.of(attempt.method(), attempt.path(), payload)))) {
			case Claimed.Granted(var claim) -> answer(claim, attempt, new Reply<>(claim, writer), action, atEnd);
			case Claimed.Answered(var answered) -> read(answered);
			case Claimed.Running() -> Problems.running();
			case Claimed.Mismatch() -> Problems.keyReused();
		};
		return asDocumented(answer);
	}

	private <T> ResponseEntity<?> answer(Receipt claim, Attempt attempt, Reply<T> reply,
			Function<Reply<T>, Outcome<T>> action, boolean atEnd) {
		try {
			return switch (action.apply(reply)) {
				case Outcome.Done<T>(T value) when atEnd -> keep(claim, reply.writer().apply(value));
				case Outcome.Done<T>(T value) -> read(reply.writer().apply(value));
				case Outcome.Refused<T>(Rejection.RequestRunning()) -> Problems.running();
				case Outcome.Refused<T>(Rejection.Busy busy) -> {
					release(claim);
					yield Rejections.answer(busy);
				}
				case Outcome.Refused<T>(Rejection.Invalid invalid) -> {
					// As what cannot be read, it can be corrected.
					release(claim);
					yield problem(invalid, attempt);
				}
				case Outcome.Refused<T>(var rejection) -> keep(claim, write(problem(rejection, attempt)));
			};
		}
		catch (RuntimeException ex) {
			release(claim);
			throw ex;
		}
	}

	private static ResponseEntity<ProblemDetail> problem(Rejection rejection, Attempt attempt) {
		ResponseEntity<ProblemDetail> problem = Rejections.answer(rejection);
		Optional.ofNullable(problem.getBody()).ifPresent((body) -> body.setInstance(URI.create(attempt.path())));
		return problem;
	}

	private ResponseEntity<byte[]> keep(Receipt claim, StoredAnswer answer) {
		this.receipts.keep(claim.answered(answer));
		return read(answer);
	}

	private void release(Receipt claim) {
		try {
			this.receipts.release(claim);
		}
		catch (SdkException ex) {
			logger.warn("A claim is not released, it will end by itself: {}", ex.toString());
		}
	}

	private StoredAnswer write(ResponseEntity<?> answer) {
		MediaType type = Optional.ofNullable(answer.getHeaders().getContentType()).orElse(MediaType.APPLICATION_JSON);
		URI location = answer.getHeaders().getLocation();
		byte[] body = (answer.getBody() != null) ? this.mapper.writeValueAsBytes(answer.getBody()) : new byte[0];
		return new StoredAnswer(answer.getStatusCode().value(), type.toString(),
				(location != null) ? location.toString() : null, body);
	}

	private static ResponseEntity<byte[]> read(StoredAnswer answer) {
		ResponseEntity.BodyBuilder entity = ResponseEntity.status(answer.status());
		if (answer.location() != null) {
			entity.header(HttpHeaders.LOCATION, answer.location());
		}
		return (answer.body().length > 0)
				? entity.contentType(MediaType.parseMediaType(answer.contentType())).body(answer.body())
				: entity.build();
	}

	/**
	 * Returns what is written already as if it were still to be: so says the
	 * documentation what it is.
	 */
	@SuppressWarnings("unchecked")
	private static <V> ResponseEntity<V> asDocumented(ResponseEntity<?> answer) {
		return (ResponseEntity<V>) answer;
	}

}
