package com.ticketly.ticket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a ticket stands in a list of bookings' tickets.
 *
 * @param sectionNo the section
 * @param booking the booking
 * @param ticketNo the ticket's number in the booking, from 0
 */
public record TicketPosition(int sectionNo, BookingId booking, int ticketNo) {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,2})-(BKG[0-7][0-9A-HJKMNP-TV-Z]{25})-(\\d)");

	/**
	 * Reads a position that a client sent back.
	 */
	public static Optional<TicketPosition> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		return parts.matches() ? Optional.of(new TicketPosition(Integer.parseInt(parts.group(1)),
				new BookingId(parts.group(2)), Integer.parseInt(parts.group(3)))) : Optional.empty();
	}

	/**
	 * Returns whether this position is in the same booking and not behind the other.
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
