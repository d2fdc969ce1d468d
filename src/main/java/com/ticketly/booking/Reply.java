package com.ticketly.booking;

import java.util.Optional;
import java.util.function.Function;

import com.ticketly.receipt.Receipt;
import com.ticketly.receipt.StoredAnswer;
import org.jspecify.annotations.Nullable;

/**
 * How a request is answered that may be sent again: what is done for it is written
 * together with its answer.
 *
 * @param <T> what comes of it
 * @param claim its receipt, without an answer; null where it is sent without a key
 * @param writer writes the answer
 */
public record Reply<T>(@Nullable Receipt claim, Function<T, StoredAnswer> writer) {

	/**
	 * Returns how a request is answered that is sent without a key.
	 */
	public static <T> Reply<T> once() {
		return new Reply<>(null, (value) -> {
			throw new IllegalStateException("It is not written");
		});
	}

	/**
	 * Returns a command that is written with its answer.
	 * @param result makes of what the command answers what comes of the request
	 */
	<R> Command<R> to(Command<R> command, Function<R, T> result) {
		return (this.claim != null) ? new Answered<>(command, this.claim, this.writer.compose(result)) : command;
	}

	/**
	 * Returns the receipt with the answer, empty where there is no key.
	 */
	Optional<Receipt> receipt(T value) {
		return Optional.ofNullable(this.claim).map((claim) -> claim.answered(this.writer.apply(value)));
	}

}
