package com.ticketly.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * The secret text of an API key, as its holder sends it: the prefix {@value #PREFIX}, the
 * ULID of the id of the key, 160 random bits in hexadecimal digits, and a checksum.
 * <p>
 * Secret scanners find keys by the prefix, and recognize by the checksum what is no key.
 * The structure follows the <a href=
 * "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/">tokens
 * of GitHub</a>.
 */
public final class ApiKeySecret {

	/**
	 * The prefix of all keys.
	 */
	public static final String PREFIX = "ticketly_";

	private static final Pattern FORMAT = Pattern
		.compile("(" + PREFIX + "([0-7][0-9A-HJKMNP-TV-Z]{25})[0-9a-f]{40})([0-9a-f]{8})");

	private static final BytesKeyGenerator RANDOM = KeyGenerators.secureRandom(20);

	private final ApiKeyId id;

	private final String text;

	private ApiKeySecret(ApiKeyId id, String text) {
		this.id = id;
		this.text = text;
	}

	/**
	 * Creates a random secret.
	 */
	static ApiKeySecret create(ApiKeyId id) {
		String unchecked = PREFIX + id.ulid() + HexFormat.of().formatHex(RANDOM.generateKey());
		return new ApiKeySecret(id, unchecked + checksum(unchecked));
	}

	/**
	 * Parses a secret that a client sent, empty when no key can have it.
	 */
	public static Optional<ApiKeySecret> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		return (parts.matches() && checksum(parts.group(1)).equals(parts.group(3)))
				? Optional.of(new ApiKeySecret(new ApiKeyId(ApiKeyId.PREFIX + parts.group(2)), text))
				: Optional.empty();
	}

	private static String checksum(String text) {
		CRC32 checksum = new CRC32();
		checksum.update(text.getBytes(StandardCharsets.US_ASCII));
		return "%08x".formatted(checksum.getValue());
	}

	/**
	 * Returns the id of the key.
	 */
	public ApiKeyId id() {
		return this.id;
	}

	/**
	 * Returns the text that the holder of the key sends.
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the SHA-256 digest. It needs neither salt nor many rounds, because nobody
	 * can try out 160 random bits.
	 */
	String digest() {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(this.text.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns the text without what is secret.
	 */
	@Override
	public String toString() {
		return PREFIX + this.id.ulid() + "…";
	}

}
