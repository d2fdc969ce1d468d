package com.ticketly.ticket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.f4b6a3.ulid.UlidCreator;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;

/**
 * Names a ticket, says where it is and proves the right to use it: whoever has the id may
 * see, move and cancel the ticket. The booking's id carries 80 random bits, and the code
 * another 40 that holders of the booking's other tickets do not know.
 *
 * @param section where its seat is
 * @param booking the booking it is of
 * @param code tells it from the booking's other tickets
 */
public record TicketId(SectionKey section, BookingId booking, String code) {

	static final String PREFIX = "TKT";

	private static final String ULID = "([0-7][0-9A-HJKMNP-TV-Z]{25})";

	private static final Pattern FORMAT = Pattern
		.compile(PREFIX + ULID + "(\\d\\d)" + ULID + "([0-9A-HJKMNP-TV-Z]{8})");

	/**
	 * Where the random bits of a ULID's text begin to be as many as a code has.
	 */
	private static final int CODE_START = 18;

	static TicketId create(SectionKey section, BookingId booking) {
		return new TicketId(section, booking, newCode());
	}

	static String newCode() {
		return UlidCreator.getUlid().toString().substring(CODE_START);
	}

	/**
	 * Reads an id that a client sent.
	 * @return empty when no ticket can have it
	 */
	public static Optional<TicketId> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		return parts.matches() ? Optional
			.of(new TicketId(new SectionKey(new SlotId("SLT" + parts.group(1)), Integer.parseInt(parts.group(2))),
					new BookingId(BookingId.PREFIX + parts.group(3)), parts.group(4)))
				: Optional.empty();
	}

	/**
	 * Returns the id as clients see it.
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
