package com.ticketly.commit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Waits for futures.
 */
final class Futures {

	private Futures() {
	}

	/**
	 * Waits for a result.
	 * @throws RuntimeException the exception of the future, as it was thrown
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
