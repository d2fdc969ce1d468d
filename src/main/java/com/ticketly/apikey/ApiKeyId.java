package com.ticketly.apikey;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of an API key: {@code KEY} and a
 * <a href="https://github.com/ulid/spec">ULID</a>, so that ids sort by the time of
 * creation. It is not secret.
 *
 * @param value the id in the API and in the table
 */
public record ApiKeyId(String value) {

	static final String PREFIX = "KEY";

	private static final Pattern FORMAT = Pattern.compile(PREFIX + "[0-7][0-9A-HJKMNP-TV-Z]{25}");

	static ApiKeyId create(Instant now) {
		return new ApiKeyId(PREFIX + UlidCreator.getMonotonicUlid(now.toEpochMilli()));
	}

	/**
	 * Parses an id that a client sent, empty when no key can have it.
	 */
	public static Optional<ApiKeyId> parse(String text) {
		return FORMAT.matcher(text).matches() ? Optional.of(new ApiKeyId(text)) : Optional.empty();
	}

	String ulid() {
		return this.value.substring(PREFIX.length());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
