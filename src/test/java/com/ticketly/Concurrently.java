package com.ticketly;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Does things at the same time.
 */
public final class Concurrently {

	private Concurrently() {
	}

	/**
	 * Calls something many times at once.
	 * @return the results, in the order of the calls
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
