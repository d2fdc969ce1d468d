package com.ticketly.booking;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of something that was asked for.
 *
 * @param <T> what is answered when it is done
 */
public sealed interface Outcome<T> {

	/**
	 * It is done.
	 *
	 * @param <T> the type of the value
	 * @param value the answer
	 */
	record Done<T>(T value) implements Outcome<T> {
	}

	/**
	 * It is refused, and nothing was done.
	 *
	 * @param <T> the type of the value that there is none of
	 * @param rejection why
	 */
	record Refused<T>(Rejection rejection) implements Outcome<T> {
	}

	/**
	 * Returns the outcome of something that is done.
	 */
	static <T> Outcome<T> done(T value) {
		return new Done<>(value);
	}

	/**
	 * Returns the outcome of something that is refused.
	 */
	static <T> Outcome<T> refused(Rejection rejection) {
		return new Refused<>(rejection);
	}

	/**
	 * Returns what was found, or why it was not.
	 */
	static <T> Outcome<T> of(Optional<T> found, Rejection otherwise) {
		return found.<Outcome<T>>map(Done::new).orElseGet(() -> new Refused<>(otherwise));
	}

	/**
	 * Returns the outcome of something that cannot be refused, made of the value.
	 */
	default <R> Outcome<R> map(Function<T, R> change) {
		return flatMap((value) -> done(change.apply(value)));
	}

	/**
	 * Returns the outcome of what comes next, which may be refused as well.
	 */
	default <R> Outcome<R> flatMap(Function<T, Outcome<R>> next) {
		return switch (this) {
			case Done<T>(T value) -> next.apply(value);
			case Refused<T>(Rejection rejection) -> refused(rejection);
		};
	}

	/**
	 * Returns the value.
	 * @throws RejectedException when it is refused
	 */
	default T orElseThrow() {
		return switch (this) {
			case Done<T>(T value) -> value;
			case Refused<T>(Rejection rejection) -> throw new RejectedException(rejection);
		};
	}

}
