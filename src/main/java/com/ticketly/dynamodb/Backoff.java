package com.ticketly.dynamodb;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Waits between attempts.
 */
public final class Backoff {

	private Backoff() {
	}

	/**
	 * Waits for the delay that a strategy computes.
	 * @param attempt the number of attempts so far, from 1
	 * @throws AbortedException when the thread is interrupted
	 */
	public static void pause(BackoffStrategy strategy, int attempt) {
		try {
			Thread.sleep(strategy.computeDelay(attempt));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted while waiting for DynamoDB", ex);
		}
	}

}
