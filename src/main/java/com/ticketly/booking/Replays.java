package com.ticketly.booking;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;

import org.springframework.stereotype.Component;

/**
 * Carries out requests at most once per idempotency key. A repeated request reads what
 * the first one made.
 */
@Component
public record Replays(IdempotencyRecords records) {

	/**
	 * Begins a request: finds out whether it was done before.
	 */
	public IdempotentRequest begin(IdempotencyKey key, Fingerprint meaning) {
		return this.records.begin(key, meaning);
	}

	/**
	 * Begins a request that is carried out by one command, wrapped in {@link Once}.
	 */
	IdempotentRequest beginLikelyNew(IdempotencyKey key, Fingerprint meaning) {
		return this.records.beginLikelyNew(key, meaning);
	}

	/**
	 * Carries out a request unless it was done before.
	 * @param operation does what is requested and writes the record of the request in the
	 * same transaction
	 * @param reader reads what was made, by the result of the record
	 */
	public <T> Outcome<T> once(IdempotentRequest request, Supplier<Outcome<T>> operation,
			Function<String, Outcome<T>> reader) {
		return replay(request, reader).orElseGet(() -> switch (operation.get()) {
			case Outcome.Refused<T>(Rejection.Busy busy) -> Outcome.refused(busy);
			// Another attempt with the same key may have been written meanwhile.
			case Outcome.Refused<T> refused -> replay(this.records.readAgain(request), reader)
				// The record of another request may have ended in between.
				.orElseGet(() -> (refused.rejection() instanceof Rejection.KeyReused)
						? Outcome.refused(new Rejection.Busy(Duration.ofSeconds(1), Rejection.Affected.NOTHING))
						: refused);
			case Outcome.Done<T> done -> done;
		});
	}

	/**
	 * Carries out an idempotent operation, which needs no record. Refuses a key that was
	 * used for another request.
	 */
	public <T> Outcome<T> repeatable(IdempotencyKey key, Fingerprint meaning, Supplier<Outcome<T>> operation) {
		IdempotentRequest request = begin(key, meaning);
		return (request.earlier() != null) ? Outcome.refused(new Rejection.KeyReused()) : operation.get();
	}

	private static <T> Optional<Outcome<T>> replay(IdempotentRequest request, Function<String, Outcome<T>> reader) {
		return Optional.ofNullable(request.earlier())
			.map((earlier) -> request.matches(earlier) ? reader.apply(earlier.result())
					: Outcome.refused(new Rejection.KeyReused()));
	}

}
