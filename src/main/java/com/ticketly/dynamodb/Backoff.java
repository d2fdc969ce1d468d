package com.ticketly.dynamodb;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Waits between tries.
 */
public final class Backoff {

	private Backoff() {
	}

	/**
	 * Waits as long as the strategy says.
	 * @param attempt how many tries there have been, from 1
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
