package com.ticketly.sale;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The code with which tickets are sold before the sale opens for everybody.
 *
 * @param text the code as it was sent, which is neither stored nor logged; null if only
 * its digest is known
 * @param known the digest that is used for the code, null if it has none yet
 */
public record PresaleCode(@Nullable String text, @Nullable Digest known) {

	/**
	 * The minimum length, in code points.
	 */
	public static final int MIN_LENGTH = 4;

	/**
	 * The maximum length, in code points.
	 */
	public static final int MAX_LENGTH = 64;

	private static final int SALT_BYTES = 16;

	private static final String ALGORITHM = "HmacSHA256";

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * Creates a code as it was sent.
	 */
	public PresaleCode(String text) {
		this(text, null);
	}

	/**
	 * Returns this code without its text, so that it can be stored.
	 * @param earlier a code whose digest is used if it is the same, or null
	 */
	PresaleCode withoutText(@Nullable PresaleCode earlier) {
		Digest digest = (earlier != null && earlier.known != null && matches(earlier.known)) ? earlier.known : digest();
		return new PresaleCode(null, digest);
	}

	Digest digest() {
		if (this.known != null) {
			return this.known;
		}
		byte[] salt = new byte[SALT_BYTES];
		RANDOM.nextBytes(salt);
		return digest(salt);
	}

	private Digest digest(byte[] salt) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(salt, ALGORITHM));
			byte[] hash = mac.doFinal(Objects.requireNonNull(this.text).getBytes(StandardCharsets.UTF_8));
			return new Digest(HexFormat.of().formatHex(salt) + HexFormat.of().formatHex(hash));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Returns whether a digest is one of this code. The time it takes does not depend on
	 * how much of the code is right.
	 */
	boolean matches(Digest digest) {
		if (this.known != null) {
			return this.known.equals(digest);
		}
		byte[] salt = HexFormat.of().parseHex(digest.text, 0, 2 * SALT_BYTES);
		return MessageDigest.isEqual(digest(salt).text.getBytes(StandardCharsets.US_ASCII),
				digest.text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Does not reveal the code.
	 */
	@Override
	public String toString() {
		return "PresaleCode";
	}

	/**
	 * What is stored of a code.
	 *
	 * @param text a random salt of 16 bytes and the HMAC-SHA-256 of the code under it, in
	 * hexadecimal digits
	 */
	public record Digest(String text) {

		/**
		 * Does not reveal the digest.
		 */
		@Override
		public String toString() {
			return "Digest";
		}

	}

}
