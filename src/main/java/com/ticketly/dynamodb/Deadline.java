package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.opentelemetry.context.Context;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The time until which a caller waits for a result. A request has one deadline for all
 * that it waits for: it is bound to the thread of the request, and limits each call to
 * DynamoDB and each wait for another thread there. Threads that work for several callers
 * have none.
 *
 * @param nanoTime the time, by {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

	private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

	private static final Duration UNLIMITED = Duration.ofDays(365);

	/**
	 * Returns the deadline that is a duration from now.
	 */
	public static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	/**
	 * Returns the deadline of this thread, empty if it has none.
	 */
	public static Optional<Deadline> current() {
		return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
	}

	/**
	 * Calls an operation with this deadline.
	 */
	public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> operation) throws X {
		return ScopedValue.where(CURRENT, this).call(operation);
	}

	/**
	 * Calls an operation that must not end early.
	 */
	public static <T> T unlimited(Supplier<T> operation) {
		return in(UNLIMITED).call(operation::get);
	}

	/**
	 * Starts work that continues after the deadline, and waits for its result until then.
	 * @throws SdkClientException if the deadline passes first
	 */
	public static <T> T await(Supplier<T> work) {
		return join(start(work));
	}

	/**
	 * Starts work that continues after the deadline.
	 */
	public static <T> CompletableFuture<T> start(Supplier<T> work) {
		return CompletableFuture.supplyAsync(Context.current().wrapSupplier(work), Thread::startVirtualThread);
	}

	/**
	 * Waits for a future that no other thread waits for.
	 * @throws SdkClientException if the deadline passes first
	 * @throws RuntimeException the exception of the future, as it was thrown
	 */
	public static <T> T join(CompletableFuture<T> future) {
		current().ifPresent((deadline) -> future.orTimeout(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
		return resultOf(future);
	}

	/**
	 * Waits for a future, without regard to the deadline.
	 * @throws RuntimeException the exception of the future, as it was thrown
	 */
	public static <T> T resultOf(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof TimeoutException) {
				throw exceeded();
			}
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	static SdkClientException exceeded() {
		return SdkClientException.create("The deadline of the request has passed");
	}

	/**
	 * Returns the time that is left, in nanoseconds, 0 if the deadline has passed.
	 */
	public long remainingNanos() {
		return Math.max(0, this.nanoTime - System.nanoTime());
	}

}
