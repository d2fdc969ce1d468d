package com.ticketly.slot;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The position of a slot in listings, which are ordered by start. Slots with the same
 * start are ordered by id, so that a page can end between them.
 *
 * @param value the sort key of the indexes, such as {@code 2030-11-01T12:22:00Z#SLT…}
 */
public record SlotPosition(String value) {

	private static final int MONTH_LENGTH = "2030-11".length();

	private static final Pattern FORMAT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ#SLT\\w{26}");

	// These sort before and after every character that a position has.
	private static final String FIRST = "!";

	private static final String LAST = "~";

	/**
	 * Returns the position of a slot.
	 */
	public static SlotPosition of(Slot slot) {
		return new SlotPosition(slot.showing().start() + "#" + slot.id());
	}

	/**
	 * Parses a position that a client sent back, empty when no slot can have it.
	 */
	public static Optional<SlotPosition> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new SlotPosition(text)) : Optional.empty();
	}

	/**
	 * Returns the start of the slot.
	 */
	public Instant start() {
		return Instant.parse(this.value.substring(0, this.value.indexOf('#')));
	}

	/**
	 * Returns the id of the slot.
	 */
	public SlotId id() {
		return new SlotId(this.value.substring(this.value.indexOf('#') + 1));
	}

	/**
	 * Returns a position before all slots of a month.
	 */
	static SlotPosition beginningOf(String month) {
		return new SlotPosition(month + "-01T00:00:00Z#SLT" + "0".repeat(26));
	}

	String month() {
		return month(this.value);
	}

	/**
	 * Returns the month of a position or a bound, in UTC, such as {@code 2030-11}.
	 */
	static String month(String bound) {
		return bound.substring(0, Math.min(MONTH_LENGTH, bound.length()));
	}

	/**
	 * Returns the lower bound of positions from a start on, and after another position.
	 */
	static String lowerBound(@Nullable Instant from, @Nullable SlotPosition after) {
		String bound = (from != null) ? from.toString() : FIRST;
		String behind = (after != null) ? after.value() + FIRST : FIRST;
		return (bound.compareTo(behind) > 0) ? bound : behind;
	}

	static String upperBound(@Nullable Instant to) {
		return (to != null) ? to + "#" + LAST : LAST;
	}

}
