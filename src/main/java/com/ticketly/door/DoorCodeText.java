package com.ticketly.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a code, as an operator shows it: {@value #LENGTH} letters and digits in two
 * groups, together 50 random bits. Of 0 and O, and of 1 and I, it contains neither.
 */
public record DoorCodeText(String text) {

	private static final String CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int LENGTH = 10;

	private static final int GROUP = 5;

	private static final Pattern FORMAT = Pattern.compile("[%s]{%d}".formatted(CHARACTERS, LENGTH));

	private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}]");

	private static final SecureRandom RANDOM = new SecureRandom();

	static DoorCodeText create() {
		return of(RANDOM.ints(LENGTH, 0, CHARACTERS.length())
			.mapToObj((index) -> String.valueOf(CHARACTERS.charAt(index)))
			.collect(Collectors.joining()));
	}

	private static DoorCodeText of(String characters) {
		return new DoorCodeText(characters.substring(0, GROUP) + "-" + characters.substring(GROUP));
	}

	/**
	 * Parses a code as somebody typed it, in small letters or without the hyphen, empty
	 * when no code looks like that.
	 */
	static Optional<DoorCodeText> parse(String typed) {
		String characters = SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
		return FORMAT.matcher(characters).matches() ? Optional.of(of(characters)) : Optional.empty();
	}

	/**
	 * Returns the SHA-256 digest. To find the code of a digest takes longer than the code
	 * is valid.
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

	@Override
	public String toString() {
		return "a code";
	}

}
