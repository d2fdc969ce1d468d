package com.ticketly.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Writes positions so that clients send them back without reading them.
 */
final class Cursors {

	private Cursors() {
	}

	static String write(String position) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Reads what {@link #write} wrote.
	 * @return the position, or null when there is no cursor or it is none of ours
	 */
	static <P> @Nullable P read(@Nullable String cursor, Function<String, Optional<P>> parser) {
		return Optional.ofNullable(cursor).flatMap(Cursors::decode).flatMap(parser).orElse(null);
	}

	static List<FieldError> check(@Nullable String cursor, Function<String, ? extends Optional<?>> parser) {
		return (cursor == null || decode(cursor).flatMap(parser).isPresent()) ? List.of()
				: List.of(new FieldError("next", "must be as the page before said"));
	}

	private static Optional<String> decode(String cursor) {
		try {
			return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
