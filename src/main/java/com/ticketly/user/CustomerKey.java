package com.ticketly.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Identifies a customer by phone number, whatever the name: the first 128 bits of its
 * SHA-256 digest. So the number itself is not part of a key.
 *
 * @param value the bits in hexadecimal digits
 */
public record CustomerKey(String value) {

	private static final int BYTES = 16;

	/**
	 * Returns the key of a customer.
	 */
	public static CustomerKey of(PhoneNumber phone) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(phone.e164().getBytes(StandardCharsets.US_ASCII));
			return new CustomerKey(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
