package com.ticketly.booking;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

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

	private final LoadingCache<K, CombiningQueue<Asker<V>>> askers;

	/**
	 * Reads in virtual threads, so that nobody who asks goes on to read for those who
	 * come later.
	 * @param read reads a thing
	 */
	SharedReads(Function<K, V> read) {
		this(Thread::startVirtualThread, read);
	}

	SharedReads(Executor executor, Function<K, V> read) {
		this.askers = Caffeine.newBuilder()
			.expireAfterAccess(IDLE)
			.maximumSize(MAX_KEYS)
			.build((key) -> new CombiningQueue<>(executor, Integer.MAX_VALUE, Integer.MAX_VALUE, (waiting) -> {
				try (Scope _ = waiting.getFirst().caller().makeCurrent()) {
					V answer = read.apply(key);
					waiting.forEach((asker) -> asker.answer().complete(answer));
				}
				catch (RuntimeException | Error ex) {
					waiting.forEach((asker) -> asker.answer().completeExceptionally(ex));
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
		Asker<V> asker = new Asker<>(new CompletableFuture<>(), Context.current());
		this.askers.get(key).put(asker);
		return asker.answer();
	}

	/**
	 * Somebody who asks.
	 *
	 * @param <V> what is read
	 * @param answer completed with what was read
	 * @param caller what the asker's trace goes on from: the first one's tells of the
	 * read
	 */
	private record Asker<V>(CompletableFuture<V> answer, Context caller) {
	}

}
