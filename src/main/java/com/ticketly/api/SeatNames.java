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

	private SeatNames() {
	}

	/**
	 * Returns the names as the service writes them, none where there are none.
	 */
	static List<String> normalize(@Nullable List<String> names) {
		return Objects.requireNonNullElse(names, List.<String>of())
			.stream()
			.map((name) -> name.strip().toUpperCase(Locale.ROOT))
			.toList();
	}

}
