package com.ticketly.booking;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A command that somebody waits for.
 *
 * @param <T> what it answers when it is done
 * @param command the command
 * @param answer completed by the queue with the outcome, or by a caller that gives up:
 * whoever comes first decides what the caller was told
 */
record Pending<T>(Command<T> command, CompletableFuture<Outcome<T>> answer) {

	Pending(Command<T> command) {
		this(command, new CompletableFuture<>());
	}

	boolean isAwaited() {
		return !this.answer.isDone();
	}

	/**
	 * Applies the command.
	 * @return what tells the caller once the ledger is written
	 */
	Answer apply(Ledger ledger) {
		try {
			Outcome<T> outcome = this.command.apply(ledger);
			return () -> tell(outcome);
		}
		catch (RuntimeException ex) {
			return () -> {
				this.answer.completeExceptionally(ex);
				return Optional.empty();
			};
		}
	}

	private Optional<Command<?>> tell(Outcome<T> outcome) {
		boolean told = this.answer.complete(outcome);
		return (!told && outcome instanceof Outcome.Done<T>(T value)) ? this.command.undo(value) : Optional.empty();
	}

	/**
	 * Tells a caller the outcome.
	 */
	interface Answer {

		/**
		 * Tells it.
		 * @return what takes the command back, when the caller had given up
		 */
		Optional<Command<?>> tell();

	}

}
