package com.ticketly.ticket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;

/**
 * The id of a ticket. It is a capability: anyone who has it may see, move and cancel the
 * ticket. It contains the key of the booking, with 80 random bits, and a code of 40
 * random bits that differs for each ticket of the booking.
 */
public record TicketId(SectionKey section, BookingId booking, String code) {

	static final String PREFIX = "TKT";

	private static final String ULID = "([0-7][0-9A-HJKMNP-TV-Z]{25})";

	private static final Pattern FORMAT = Pattern
		.compile(PREFIX + ULID + "(\\d\\d)" + ULID + "([0-9A-HJKMNP-TV-Z]{8})");

	// The last 40 bits of a ULID are random.
	static final int CODE_START = 18;

	static TicketId create(SectionKey section, BookingId booking) {
		return new TicketId(section, booking, newCode());
	}

	/**
	 * Creates a random code.
	 */
	public static String newCode() {
		return UlidCreator.getUlid().toString().substring(CODE_START);
	}

	/**
	 * Parses an id that a client sent, empty when no ticket can have it.
	 */
	public static Optional<TicketId> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		return parts.matches() ? Optional
			.of(new TicketId(new SectionKey(new SlotId("SLT" + parts.group(1)), Integer.parseInt(parts.group(2))),
					new BookingId(BookingId.PREFIX + parts.group(3)), parts.group(4)))
				: Optional.empty();
	}

	/**
	 * Returns the id in the API.
	 */
	public String value() {
		return (PREFIX + "%s%02d%s%s").formatted(this.section.slot().value().substring("SLT".length()),
				this.section.no(), this.booking.ulid(), this.code);
	}

	@Override
	public String toString() {
		return value();
	}

}
