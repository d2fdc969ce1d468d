package com.ticketly.ticketcode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

import com.ticketly.ticket.TicketId;

/**
 * The first 4 bytes of the SHA-256 digest of a ticket's id. It distinguishes a ticket
 * from earlier ones of the same seat, and does not reveal the id.
 *
 * @param value the bytes, the first one highest
 */
public record TicketTag(int value) {

	private static final int LENGTH = 6;

	/**
	 * Returns the tag of a ticket.
	 */
	public static TicketTag of(TicketId id) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.US_ASCII));
			return new TicketTag(ByteBuffer.wrap(digest).getInt());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Parses the form that {@link #text()} returns, empty when it is another text.
	 */
	public static Optional<TicketTag> parse(String text) {
		if (text.length() != LENGTH) {
			return Optional.empty();
		}
		try {
			TicketTag tag = new TicketTag(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getInt());
			return Optional.of(tag).filter((parsed) -> parsed.text().equals(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Returns the bytes in base64url: 6 characters.
	 */
	public String text() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(this.value).array());
	}

	@Override
	public String toString() {
		return text();
	}

}
