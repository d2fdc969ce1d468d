package com.ticketly.user;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of a user: {@code U} followed by a ULID.
 */
public record UserId(String value) {

	private static final Pattern FORMAT = Pattern.compile("U[0-7][0-9A-HJKMNP-TV-Z]{25}");

	static UserId create(Instant now) {
		return new UserId("U" + UlidCreator.getUlid(now.toEpochMilli()));
	}

	/**
	 * Parses an id, or returns empty if the text is not a valid user id.
	 */
	public static Optional<UserId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new UserId(text)) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
