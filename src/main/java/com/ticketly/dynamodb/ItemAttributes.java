package com.ticketly.dynamodb;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an item that was read, from which its record is made.
 */
public final class ItemAttributes {

	private final Map<String, Object> values = new HashMap<>();

	void set(String name, @Nullable Object value) {
		if (value != null) {
			this.values.put(name, value);
		}
	}

	/**
	 * Returns an attribute that every item has.
	 * @throws IllegalStateException when the item lacks it
	 */
	public <V> V get(String name, Class<V> type) {
		V value = find(name, type);
		if (value == null) {
			throw new IllegalStateException("An item lacks the attribute " + name);
		}
		return value;
	}

	/**
	 * Returns an attribute that items written before it existed lack.
	 */
	public <V> V get(String name, Class<V> type, V defaultValue) {
		V value = find(name, type);
		return (value != null) ? value : defaultValue;
	}

	/**
	 * Returns an optional attribute, null when the item lacks it.
	 */
	public <V> @Nullable V find(String name, Class<V> type) {
		return type.cast(this.values.get(name));
	}

}
