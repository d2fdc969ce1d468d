package com.ticketly.dynamodb;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an item that has been read, from which its record is made.
 */
public final class Fields {

	private final Map<String, Object> values = new HashMap<>();

	void set(String name, @Nullable Object value) {
		if (value != null) {
			this.values.put(name, value);
		}
	}

	/**
	 * Returns an attribute that every item has.
	 * @param name the attribute's name
	 * @param type its type in Java
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
	 * Returns an attribute that an item may have.
	 * @param name the attribute's name
	 * @param type its type in Java
	 * @return the value, or null
	 */
	public <V> @Nullable V find(String name, Class<V> type) {
		return type.cast(this.values.get(name));
	}

}
