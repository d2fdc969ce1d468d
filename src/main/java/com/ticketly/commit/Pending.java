package com.ticketly.commit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.ticketly.dynamodb.Deadline;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A queued command and the caller that waits for its result.
 *
 * @param outcome completed by the queue with the result, or empty by a caller whose
 * deadline has passed; the first completion decides what the caller was told
 * @param queuedAt when the command was queued, by {@link System#nanoTime}
 * @param caller the trace context of the caller
 * @param uncertain whether another instance may have written the command; its outcome is
 * then found out even if the caller does not wait any more
 * @param started whether the command may be written although its caller has no result; a
 * command that is not started when its caller stops waiting is never written
 * @param startBefore the deadline of a caller that waits elsewhere, null for one that
 * waits here. Once started, the command has a result however late it is, because only the
 * instance of the caller knows what the caller was told
 */
record Pending<T>(Command<T> command, CompletableFuture<Optional<T>> outcome, long queuedAt, Context caller,
		boolean uncertain, AtomicBoolean started, @Nullable Deadline startBefore) {

	Pending(Command<T> command) {
		this(command, Context.current());
	}

	Pending(Command<T> command, Context caller) {
		this(command, caller, null);
	}

	Pending(Command<T> command, Context caller, @Nullable Deadline startBefore) {
		this(command, new CompletableFuture<>(), System.nanoTime(), caller, false, new AtomicBoolean(), startBefore);
	}

	/**
	 * Returns the same command, which may have been written.
	 */
	Pending<T> asUncertain(CompletableFuture<Optional<T>> outcome) {
		return new Pending<>(this.command, outcome, System.nanoTime(), this.caller, true, this.started, null);
	}

	/**
	 * Waits for the result.
	 * @param refused returns the result if there is none in time and the command will not
	 * be written
	 * @param unknown returns the result if the command may be written
	 * @throws RuntimeException if the command failed; nothing was written
	 */
	T await(Deadline deadline, Supplier<T> refused, Supplier<T> unknown) {
		try {
			return Deadline
				.resultOf(this.outcome.completeOnTimeout(Optional.empty(), deadline.remainingNanos(),
						TimeUnit.NANOSECONDS))
				.orElseGet(() -> (mayBeWritten() ? unknown : refused).get());
		}
		catch (SdkException ex) {
			if (mayBeWritten()) {
				return unknown.get();
			}
			throw ex;
		}
	}

	/**
	 * Marks the command as started.
	 * @return whether to continue; if not, the caller has stopped waiting before
	 */
	boolean start() {
		if (this.startBefore != null && this.startBefore.remainingNanos() == 0) {
			refuse();
			return false;
		}
		this.started.set(true);
		return isAwaited();
	}

	/**
	 * Ends the command, which was not written.
	 */
	void refuse() {
		this.started.set(false);
		this.outcome.complete(Optional.empty());
	}

	/**
	 * Ends the command by a failure, after which only an interrupted transaction or one
	 * of another instance may be written.
	 */
	void fail(Throwable cause) {
		this.started.set(this.uncertain || cause instanceof AbortedException);
		this.outcome.completeExceptionally(cause);
	}

	/**
	 * Returns whether the command may be written although its caller has no result.
	 */
	boolean mayBeWritten() {
		return this.started.get();
	}

	boolean isAwaited() {
		return this.uncertain || !this.outcome.isDone();
	}

	/**
	 * Completes the command.
	 * @return the command that undoes this one, if the caller had stopped waiting
	 */
	Optional<Command<?>> complete(T result) {
		return this.outcome.complete(Optional.of(result)) ? Optional.empty() : this.command.undo(result);
	}

	/**
	 * Applies the command.
	 * @param writtenBefore whether its group may have written it
	 */
	Decision<T> decide(UnitOfWork unitOfWork, boolean writtenBefore) {
		try {
			return new Decision<>(this, unitOfWork.run(this.command::apply, this.command.sections().size(),
					this.command.items(), this.uncertain || writtenBefore), null);
		}
		catch (RuntimeException ex) {
			return new Decision<>(this, null, ex);
		}
	}

	/**
	 * The result that a caller gets when the unit of work has been written.
	 *
	 * @param result its result, null if it failed
	 * @param failure why it failed, null if it did not
	 */
	record Decision<T>(Pending<T> pending, @Nullable T result, @Nullable RuntimeException failure) {

		boolean isFailure() {
			return this.failure != null;
		}

		/**
		 * Delivers the decision to the caller.
		 * @return the command that undoes this one, if the caller had stopped waiting
		 */
		Optional<Command<?>> deliver() {
			if (this.result == null) {
				this.pending.fail(
						(this.failure != null) ? this.failure : new IllegalStateException("The command has no result"));
				return Optional.empty();
			}
			return this.pending.complete(this.result);
		}

	}

}
