package com.ticketly.slot;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of a slot: {@code SLT} and a <a href="https://github.com/ulid/spec">ULID</a>, so
 * that ids sort by the time of scheduling.
 *
 * @param value the id in the API and in the tables
 */
public record SlotId(String value) implements Comparable<SlotId> {

	private static final String PREFIX = "SLT";

	private static final Pattern FORMAT = Pattern.compile(PREFIX + "[0-7][0-9A-HJKMNP-TV-Z]{25}");

	/**
	 * Creates a unique id for a slot scheduled at a time.
	 */
	public static SlotId create(Instant now) {
		return new SlotId(PREFIX + UlidCreator.getMonotonicUlid(now.toEpochMilli()));
	}

	/**
	 * Parses an id that a client sent, empty when no slot can have it.
	 */
	public static Optional<SlotId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new SlotId(text)) : Optional.empty();
	}

	/**
	 * Returns when the slot was scheduled, in whole milliseconds.
	 */
	public Instant scheduledAt() {
		return Ulid.from(this.value.substring(PREFIX.length())).getInstant();
	}

	@Override
	public int compareTo(SlotId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
