package com.ticketly.input;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Page tokens: the positions in lists, encoded so that clients do not depend on them.
 */
public final class PageToken {

	private PageToken() {
	}

	/**
	 * Encodes a position as a page token.
	 */
	public static String encode(String position) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Decodes a page token.
	 * @return the text of the position, or empty if the token is not valid Base64
	 */
	static Optional<String> decode(String token) {
		try {
			return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
