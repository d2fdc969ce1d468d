package com.ticketly.ticket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a ticket in a list of the tickets of bookings.
 *
 * @param sectionNo the number of the section within its slot
 * @param ticketNo the number of the ticket within the booking, from 0
 */
public record TicketPosition(int sectionNo, BookingId booking, int ticketNo) {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,2})-(BKG[0-7][0-9A-HJKMNP-TV-Z]{25})-(\\d)");

	/**
	 * Parses a position that a client sent back, empty when no ticket can have it.
	 */
	public static Optional<TicketPosition> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		return parts.matches() ? Optional.of(new TicketPosition(Integer.parseInt(parts.group(1)),
				new BookingId(parts.group(2)), Integer.parseInt(parts.group(3)))) : Optional.empty();
	}

	/**
	 * Returns whether this position is in the same booking and not after the other.
	 */
	public boolean isUpTo(TicketPosition other) {
		return this.booking.equals(other.booking) && this.ticketNo <= other.ticketNo;
	}

	/**
	 * Returns the form that clients send back.
	 */
	public String value() {
		return "%d-%s-%d".formatted(this.sectionNo, this.booking, this.ticketNo);
	}

}
