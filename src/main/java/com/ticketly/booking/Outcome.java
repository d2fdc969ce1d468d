package com.ticketly.booking;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The outcome of a use case: its result, or why it was refused.
 */
public sealed interface Outcome<T> {

	/**
	 * The use case was carried out.
	 */
	record Done<T>(T value) implements Outcome<T> {
	}

	/**
	 * The use case was refused and changed nothing.
	 *
	 * @param rejection why
	 */
	record Refused<T>(Rejection rejection) implements Outcome<T> {
	}

	/**
	 * Returns the outcome with a result.
	 */
	static <T> Outcome<T> done(T value) {
		return new Done<>(value);
	}

	/**
	 * Returns the outcome of a refusal.
	 */
	static <T> Outcome<T> refused(Rejection rejection) {
		return new Refused<>(rejection);
	}

	/**
	 * Returns the outcome of a lookup: the value, or a refusal if there is none.
	 */
	static <T> Outcome<T> of(Optional<T> found, Rejection otherwise) {
		return found.<Outcome<T>>map(Done::new).orElseGet(() -> new Refused<>(otherwise));
	}

	/**
	 * Returns the refusal, or the outcome of the next step if there is none.
	 */
	static <T> Outcome<T> unless(Optional<Rejection> refusal, Supplier<Outcome<T>> next) {
		return refusal.<Outcome<T>>map(Refused::new).orElseGet(next);
	}

	/**
	 * Returns whether the use case was refused.
	 */
	default boolean isRefused() {
		return this instanceof Refused;
	}

	/**
	 * Returns the outcome with a result that is computed from this one.
	 */
	default <R> Outcome<R> map(Function<T, R> change) {
		return flatMap((value) -> done(change.apply(value)));
	}

	/**
	 * Returns the outcome of the next step, or this refusal.
	 */
	default <R> Outcome<R> flatMap(Function<T, Outcome<R>> next) {
		return switch (this) {
			case Done<T>(T value) -> next.apply(value);
			case Refused<T>(Rejection rejection) -> refused(rejection);
		};
	}

	/**
	 * Returns the result.
	 * @throws RejectedException if the use case was refused
	 */
	default T orElseThrow() {
		return switch (this) {
			case Done<T>(T value) -> value;
			case Refused<T>(Rejection rejection) -> throw new RejectedException(rejection);
		};
	}

	/**
	 * Carries a rejection to the API.
	 */
	final class RejectedException extends RuntimeException {

		private final transient Rejection rejection;

		/**
		 * Creates the exception, without a stack trace because refusing is normal.
		 */
		public RejectedException(Rejection rejection) {
			super(rejection.toString(), null, false, false);
			this.rejection = rejection;
		}

		/**
		 * Returns why the request was refused.
		 */
		public Rejection rejection() {
			return this.rejection;
		}

	}

}
