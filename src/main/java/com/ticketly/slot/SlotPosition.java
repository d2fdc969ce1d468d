package com.ticketly.slot;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a slot stands in the order of listings: by start, and by id where several start
 * together, so that a page can end between them.
 *
 * @param value the sort key of the indexes
 */
public record SlotPosition(String value) {

	private static final int MONTH_LENGTH = "2030-11".length();

	private static final Pattern FORMAT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ#SLT\\w{26}");

	/**
	 * Sorts behind every character that a position has.
	 */
	private static final String LAST = "~";

	/**
	 * Sorts before every character that a position has.
	 */
	private static final String FIRST = "!";

	/**
	 * Returns where a slot stands.
	 */
	public static SlotPosition of(Slot slot) {
		return new SlotPosition(slot.showing().start() + "#" + slot.id());
	}

	/**
	 * Reads a position that a client sent back.
	 */
	public static Optional<SlotPosition> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new SlotPosition(text)) : Optional.empty();
	}

	/**
	 * Returns the month of the start, in UTC, such as {@code 2030-11}.
	 */
	String month() {
		return month(this.value);
	}

	/**
	 * Returns the first or last month of positions within a bound.
	 */
	static String month(String bound) {
		return bound.substring(0, Math.min(MONTH_LENGTH, bound.length()));
	}

	static String lowerBound(@Nullable Instant from, @Nullable SlotPosition after) {
		String bound = (from != null) ? from.toString() : FIRST;
		String behind = (after != null) ? after.value() + FIRST : FIRST;
		return (bound.compareTo(behind) > 0) ? bound : behind;
	}

	static String upperBound(@Nullable Instant to) {
		return (to != null) ? to + "#" + LAST : LAST;
	}

}
