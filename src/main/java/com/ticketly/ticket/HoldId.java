package com.ticketly.ticket;

import java.util.Optional;

import com.ticketly.slot.SectionKey;

/**
 * Names a hold, says where it is and proves the right to it, as {@link TicketId} does for
 * a ticket.
 *
 * @param section where its seats are
 * @param booking the booking that it is, or may become
 * @param code what holders of its tickets do not know
 */
public record HoldId(SectionKey section, BookingId booking, String code) {

	private static final String PREFIX = "HLD";

	/**
	 * Returns the id of a booking that is a hold.
	 */
	public static HoldId of(Booking booking, Hold hold) {
		return new HoldId(booking.section(), booking.id(), hold.code());
	}

	/**
	 * Reads an id that a client sent.
	 * @return empty when no hold can have it
	 */
	public static Optional<HoldId> parse(String text) {
		return text.startsWith(PREFIX) ? TicketId.parse(TicketId.PREFIX + text.substring(PREFIX.length()))
			.map((id) -> new HoldId(id.section(), id.booking(), id.code())) : Optional.empty();
	}

	/**
	 * Returns the id as clients see it.
	 */
	public String value() {
		return PREFIX + new TicketId(this.section, this.booking, this.code).value().substring(TicketId.PREFIX.length());
	}

	@Override
	public String toString() {
		return value();
	}

}
