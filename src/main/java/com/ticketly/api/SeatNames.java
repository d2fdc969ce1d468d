package com.ticketly.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The names of seats as clients may write them.
 */
final class SeatNames {

	/**
	 * The most characters of a name, with room for spaces around it.
	 */
	static final int MAX_LENGTH = 20;

	static final String DIFFERENT = "must be different seats";

	private SeatNames() {
	}

	/**
	 * Returns the names as the service writes them, none where there are none. What is no
	 * name yet is left out.
	 */
	static List<String> normalize(@Nullable List<String> names) {
		return Objects.requireNonNullElse(names, List.<String>of())
			.stream()
			.filter(Objects::nonNull)
			.map((name) -> name.strip().toUpperCase(Locale.ROOT))
			.toList();
	}

}
