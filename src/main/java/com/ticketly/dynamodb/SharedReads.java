package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Shares reads among callers that ask for the same key at the same time. While a read is
 * in flight, callers wait and share the next one, so that at most one read per key is in
 * flight. Each value is current: its read began after the call.
 */
public final class SharedReads<K, V> {

	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

	/**
	 * Bounds the memory, because callers choose the keys. Evicting a key that is in use
	 * costs an additional read.
	 */
	private static final int MAX_KEYS = 10_000;

	private final LoadingCache<K, CombiningQueue<Caller<V>>> queues;

	/**
	 * Reads in virtual threads, so that no caller has to read for later ones.
	 * @param read reads the value of a key
	 */
	public SharedReads(Function<K, V> read) {
		this(Thread::startVirtualThread, read);
	}

	SharedReads(Executor executor, Function<K, V> read) {
		this.queues = Caffeine.newBuilder()
			.expireAfterAccess(IDLE_TIMEOUT)
			.maximumSize(MAX_KEYS)
			.build((key) -> new CombiningQueue<>(executor, Integer.MAX_VALUE, (waiting) -> {
				try (Scope _ = waiting.getFirst().context().makeCurrent()) {
					V answer = read.apply(key);
					waiting.forEach((caller) -> caller.answer().complete(answer));
					// If processors are busy, the callers respond before the next read
					// begins, so that more requests share it.
					Thread.yield();
				}
				catch (RuntimeException | Error ex) {
					fail(waiting, ex);
				}
			}, SharedReads::fail));
	}

	private static <V> void fail(List<Caller<V>> waiting, Throwable cause) {
		waiting.forEach((caller) -> caller.answer().completeExceptionally(cause));
	}

	/**
	 * Returns the value of a key, read after this call began.
	 * @throws RuntimeException if the read fails, or the deadline of the caller passes
	 */
	public V get(K key) {
		return Deadline.join(ask(key));
	}

	CompletableFuture<V> ask(K key) {
		Caller<V> caller = new Caller<>(new CompletableFuture<>(), Context.current());
		this.queues.get(key).put(caller);
		return caller.answer();
	}

	private record Caller<V>(CompletableFuture<V> answer, Context context) {
	}

}
