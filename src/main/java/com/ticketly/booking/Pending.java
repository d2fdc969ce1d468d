package com.ticketly.booking;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody waits for.
 *
 * @param <T> what it answers when it is done
 * @param command the command
 * @param answer completed by the queue with the outcome, or by a caller that gives up:
 * whoever comes first decides what the caller was told
 * @param since from when it waits, by {@link System#nanoTime}
 * @param caller what the caller's trace goes on from
 */
record Pending<T>(Command<T> command, CompletableFuture<Outcome<T>> answer, long since, Context caller) {

	Pending(Command<T> command) {
		this(command, new CompletableFuture<>(), System.nanoTime(), Context.current());
	}

	boolean isAwaited() {
		return !this.answer.isDone();
	}

	/**
	 * Applies the command.
	 * @return what to tell the caller once the ledger is written
	 */
	Answer<T> apply(Ledger ledger) {
		try {
			return new Answer<>(this, this.command.apply(ledger), null);
		}
		catch (RuntimeException ex) {
			return new Answer<>(this, null, ex);
		}
	}

	/**
	 * What to tell a caller.
	 *
	 * @param <T> what the command answers when it is done
	 * @param pending the command
	 * @param outcome its outcome, null where it failed
	 * @param failure why it failed, null where it did not
	 */
	record Answer<T>(Pending<T> pending, @Nullable Outcome<T> outcome, @Nullable RuntimeException failure) {

		boolean isFailure() {
			return this.failure != null;
		}

		/**
		 * Tells the caller.
		 * @return what takes the command back, when the caller had given up
		 */
		Optional<Command<?>> tell() {
			if (this.failure != null) {
				this.pending.answer.completeExceptionally(this.failure);
				return Optional.empty();
			}
			boolean told = this.pending.answer.complete(this.outcome);
			return (!told && this.outcome instanceof Outcome.Done<T>(T value)) ? this.pending.command.undo(value)
					: Optional.empty();
		}

	}

}
