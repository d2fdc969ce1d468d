package com.ticketly.booking;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a group knows of items of one kind: what its callers read, until that turns out to
 * be old, and what DynamoDB said since.
 *
 * @param <K> what names an item
 * @param <V> an item
 */
final class Known<K, V> {

	private final Map<K, Optional<V>> learned = new HashMap<>();

	private final Function<V, K> key;

	private final Function<V, Optional<V>> reader;

	private boolean trustsCallers = true;

	/**
	 * Begins without knowledge.
	 * @param key names an item
	 * @param reader reads again what an item is
	 */
	Known(Function<V, K> key, Function<V, Optional<V>> reader) {
		this.key = key;
		this.reader = reader;
	}

	/**
	 * Lets items be read that DynamoDB has not spoken of.
	 */
	void distrustCallers() {
		this.trustsCallers = false;
	}

	boolean trustsCallers() {
		return this.trustsCallers;
	}

	/**
	 * Takes from a refused transaction what an item is.
	 * @param sent the item that was to be written
	 */
	void learn(V sent, Optional<V> item) {
		this.learned.put(this.key.apply(sent), item);
	}

	/**
	 * Returns an item as far as it is known, or as it is read now.
	 * @param read the item as a caller read it
	 */
	Optional<V> find(V read) {
		K name = this.key.apply(read);
		if (this.trustsCallers && !this.learned.containsKey(name)) {
			return Optional.of(read);
		}
		return this.learned.computeIfAbsent(name, (unknown) -> this.reader.apply(read));
	}

	/**
	 * Returns an item as it is read now.
	 * @param read the item as a caller read it
	 */
	Optional<V> readAgain(V read) {
		Optional<V> item = this.reader.apply(read);
		this.learned.put(this.key.apply(read), item);
		return item;
	}

	/**
	 * Returns an item if DynamoDB spoke of it.
	 */
	Optional<V> learned(K name) {
		return this.learned.getOrDefault(name, Optional.empty());
	}

}
