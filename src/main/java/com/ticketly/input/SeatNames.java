package com.ticketly.input;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Names of seats in requests.
 */
public final class SeatNames {

	/**
	 * The maximum length of the name of a seat.
	 */
	public static final int MAX_LENGTH = 20;

	public static final String DUPLICATES = "must not contain duplicates";

	private SeatNames() {
	}

	/**
	 * Returns the names of seats in upper case. Missing names are left out.
	 */
	public static List<String> normalize(@Nullable List<String> names) {
		return Objects.requireNonNullElse(names, List.<String>of())
			.stream()
			.filter(Objects::nonNull)
			.map((name) -> name.toUpperCase(Locale.ROOT))
			.toList();
	}

	/**
	 * Returns whether two names are of the same seat.
	 */
	public static boolean hasDuplicates(@Nullable List<String> names) {
		List<String> normalized = normalize(names);
		return new HashSet<>(normalized).size() < normalized.size();
	}

}
