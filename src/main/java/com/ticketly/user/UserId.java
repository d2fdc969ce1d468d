package com.ticketly.user;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * Names a user: {@code U} and a ULID.
 *
 * @param value the id as clients see it
 */
public record UserId(String value) {

	private static final Pattern FORMAT = Pattern.compile("U[0-7][0-9A-HJKMNP-TV-Z]{25}");

	static UserId create(Instant now) {
		return new UserId("U" + UlidCreator.getUlid(now.toEpochMilli()));
	}

	/**
	 * Reads an id that a client sent.
	 * @return empty when no user can have it
	 */
	public static Optional<UserId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new UserId(text)) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
