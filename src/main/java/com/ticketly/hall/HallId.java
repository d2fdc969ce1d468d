package com.ticketly.hall;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of a hall: {@code HAL} and a <a href="https://github.com/ulid/spec">ULID</a>, so
 * that ids sort by the time of creation.
 *
 * @param value the id in the API and in the tables
 */
public record HallId(String value) {

	private static final String PREFIX = "HAL";

	private static final Pattern FORMAT = Pattern.compile(PREFIX + "[0-7][0-9A-HJKMNP-TV-Z]{25}");

	static HallId create(Instant now) {
		return new HallId(PREFIX + UlidCreator.getMonotonicUlid(now.toEpochMilli()));
	}

	/**
	 * Parses an id that a client sent, empty when no hall can have it.
	 */
	public static Optional<HallId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new HallId(text)) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
