package com.ticketly.show;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of a show: {@code SHW} and a <a href="https://github.com/ulid/spec">ULID</a>, so
 * that ids sort by the time of creation.
 *
 * @param value the id in the API and in the tables
 */
public record ShowId(String value) {

	private static final String PREFIX = "SHW";

	private static final Pattern FORMAT = Pattern.compile(PREFIX + "[0-7][0-9A-HJKMNP-TV-Z]{25}");

	/**
	 * Creates a unique id for a show that is created at a time.
	 */
	public static ShowId create(Instant now) {
		return new ShowId(PREFIX + UlidCreator.getMonotonicUlid(now.toEpochMilli()));
	}

	/**
	 * Parses an id that a client sent, empty when no show can have it.
	 */
	public static Optional<ShowId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new ShowId(text)) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
