package com.ticketly.dynamodb;

import java.time.Duration;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Waits between attempts.
 */
public final class Backoff {

	/**
	 * A conflict ends with the other write, which takes a few milliseconds. The delays
	 * are random, so that the writers do not meet again.
	 */
	private static final BackoffStrategy CONFLICTS = BackoffStrategy.exponentialDelay(Duration.ofMillis(5),
			Duration.ofMillis(500));

	private Backoff() {
	}

	/**
	 * Waits before a conditional write is repeated because another write came first: up
	 * to 5 ms after the first attempt, up to twice as long after each further one, and at
	 * most 500 ms.
	 * @param attempt the number of attempts so far, from 1
	 * @throws SdkClientException when the deadline of the thread has passed
	 * @throws AbortedException when the thread is interrupted
	 */
	public static void afterConflict(int attempt) {
		pause(CONFLICTS, attempt);
	}

	/**
	 * Waits for the delay that a strategy computes, but not after the deadline of the
	 * thread.
	 * @param attempt the number of attempts so far, from 1
	 * @throws SdkClientException when the deadline of the thread has passed
	 * @throws AbortedException when the thread is interrupted
	 */
	public static void pause(BackoffStrategy strategy, int attempt) {
		long remaining = Deadline.current().map(Deadline::remainingNanos).orElse(Long.MAX_VALUE);
		if (remaining == 0) {
			throw Deadline.exceeded();
		}
		try {
			Thread.sleep(Duration.ofNanos(Math.min(strategy.computeDelay(attempt).toNanos(), remaining)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted while waiting for DynamoDB", ex);
		}
	}

}
