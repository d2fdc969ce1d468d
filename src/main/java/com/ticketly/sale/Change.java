package com.ticketly.sale;

import org.jspecify.annotations.Nullable;

/**
 * A change of a value that may be absent.
 *
 * @param changes whether the value changes
 * @param value the new value, null to remove it
 */
public record Change<T>(boolean changes, @Nullable T value) {

	/**
	 * Returns no change.
	 */
	public static <T> Change<T> none() {
		return new Change<>(false, null);
	}

	/**
	 * Returns the value after this change.
	 */
	@Nullable T applyTo(@Nullable T before) {
		return this.changes ? this.value : before;
	}

}
