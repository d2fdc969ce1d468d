package com.ticketly.booking;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Lets everybody who asks for the same thing at the same time share one read of it. The
 * answer is exact: the read began after the question. However many ask, one read of a
 * thing is under way at a time.
 *
 * @param <K> what names the thing
 * @param <V> what is read
 */
final class SharedReads<K, V> {

	private static final Duration IDLE = Duration.ofMinutes(10);

	/**
	 * Askers name things, so they must not fill the memory. Dropping one that is in use
	 * costs another read.
	 */
	private static final int MAX_KEYS = 10_000;

	private final LoadingCache<K, CombiningQueue<CompletableFuture<V>>> askers;

	SharedReads(Executor executor, Function<K, V> read) {
		this.askers = Caffeine.newBuilder()
			.expireAfterAccess(IDLE)
			.maximumSize(MAX_KEYS)
			.build((key) -> new CombiningQueue<>(executor, Integer.MAX_VALUE, Integer.MAX_VALUE, (waiting) -> {
				try {
					V answer = read.apply(key);
					waiting.forEach((asker) -> asker.complete(answer));
				}
				catch (RuntimeException | Error ex) {
					waiting.forEach((asker) -> asker.completeExceptionally(ex));
				}
			}));
	}

	/**
	 * Reads a thing.
	 * @throws RuntimeException when the read failed
	 */
	V get(K key) {
		return Futures.join(ask(key));
	}

	CompletableFuture<V> ask(K key) {
		CompletableFuture<V> asker = new CompletableFuture<>();
		this.askers.get(key).put(asker);
		return asker;
	}

}
