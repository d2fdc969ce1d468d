package com.ticketly.booking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Waits for what others do.
 */
final class Futures {

	private Futures() {
	}

	/**
	 * Waits for a result.
	 * @throws RuntimeException what it failed with, as it was thrown
	 */
	static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
