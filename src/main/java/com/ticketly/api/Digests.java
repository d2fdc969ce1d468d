package com.ticketly.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import tools.jackson.databind.json.JsonMapper;

/**
 * Names things by what they are, so that nothing of it can be read.
 */
final class Digests {

	/**
	 * Writes whatever it is, field by field.
	 */
	private static final JsonMapper MAPPER = JsonMapper.shared();

	private Digests() {
	}

	/**
	 * Returns the SHA-256 of a thing's JSON.
	 */
	static String of(Object thing) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(thing));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
