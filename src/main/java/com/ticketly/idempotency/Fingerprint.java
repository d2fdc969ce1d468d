package com.ticketly.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of an operation: its name and its arguments, independent of their format in
 * the request. Arguments that are absent do not count, so that the fingerprint of a
 * request stays the same when a later version adds an argument.
 */
public final class Fingerprint {

	private final String operation;

	private final SortedMap<String, String> arguments = new TreeMap<>();

	private Fingerprint(String operation) {
		this.operation = operation;
	}

	/**
	 * Returns the fingerprint of an operation without arguments.
	 */
	public static Fingerprint of(String operation) {
		return new Fingerprint(operation);
	}

	/**
	 * Adds an argument.
	 * @param value the value, which its {@code toString} must represent; null if absent
	 */
	public Fingerprint with(String name, @Nullable Object value) {
		if (value != null) {
			this.arguments.put(name, value.toString());
		}
		return this;
	}

	String digest() {
		List<String> texts = new ArrayList<>();
		texts.add(this.operation);
		this.arguments.forEach((name, value) -> texts.addAll(List.of(name, value)));
		return digest(texts);
	}

	/**
	 * Returns the SHA-256 digest of several texts, in URL-safe Base64. Different lists of
	 * texts have different digests, even if their concatenations are equal.
	 */
	static String digest(List<String> texts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String text : texts) {
				byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
				digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
				digest.update(bytes);
			}
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
