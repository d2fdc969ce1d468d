package com.ticketly.ticket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.f4b6a3.ulid.Ulid;
import com.ticketly.slot.SectionKey;

/**
 * The id of a booking in the API. It is a capability, as a {@link TicketId} is: anyone
 * who has it may see the booking with the ids of all its tickets. It contains the key of
 * the booking and a digest of 40 bits of the codes of its tickets, so that nobody who
 * only has one of several tickets can compute it.
 */
public record BookingReference(SectionKey section, BookingId booking, String digest) {

	/**
	 * Returns the id of a booking.
	 */
	public static BookingReference of(Booking booking) {
		return new BookingReference(booking.section(), booking.id(), digest(booking));
	}

	/**
	 * Parses an id that a client sent, empty when no booking can have it.
	 */
	public static Optional<BookingReference> parse(String text) {
		return text.startsWith(BookingId.PREFIX)
				? TicketId.parse(TicketId.PREFIX + text.substring(BookingId.PREFIX.length()))
					.map((id) -> new BookingReference(id.section(), id.booking(), id.code()))
				: Optional.empty();
	}

	/**
	 * Returns whether this is the id of a booking with the same key, in a time that does
	 * not depend on how much of the digest is right.
	 */
	public boolean matches(Booking booking) {
		return MessageDigest.isEqual(this.digest.getBytes(StandardCharsets.US_ASCII),
				digest(booking).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Returns a digest of the codes of all tickets, which never change.
	 */
	private static String digest(Booking booking) {
		String codes = booking.tickets().stream().map((ticket) -> ticket.id().code()).collect(Collectors.joining());
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(codes.getBytes(StandardCharsets.US_ASCII));
			return new Ulid(0, ByteBuffer.wrap(digest).getLong()).toString().substring(TicketId.CODE_START);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the id in the API.
	 */
	public String value() {
		return BookingId.PREFIX
				+ new TicketId(this.section, this.booking, this.digest).value().substring(TicketId.PREFIX.length());
	}

	@Override
	public String toString() {
		return value();
	}

}
