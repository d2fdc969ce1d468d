package com.ticketly;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs calls at the same time.
 */
public final class Concurrently {

	private Concurrently() {
	}

	/**
	 * Runs a call several times, each in its own virtual thread. All calls start at the
	 * same moment.
	 * @param times the number of calls
	 * @param call the call, given its index from 0
	 * @return the results, in the order of the indexes
	 * @throws java.util.concurrent.CompletionException if a call fails
	 */
	public static <T> List<T> call(int times, IntFunction<T> call) {
		CountDownLatch start = new CountDownLatch(1);
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<T>> results = IntStream.range(0, times)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> {
					await(start);
					return call.apply(i);
				}, executor))
				.toList();
			start.countDown();
			return results.stream().map(CompletableFuture::join).toList();
		}
	}

	private static void await(CountDownLatch start) {
		try {
			start.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
