package com.ticketly.ticket;

import java.util.Optional;

import com.ticketly.slot.SectionKey;

/**
 * The id of a hold. It is a capability, as a {@link TicketId} is: it contains the key of
 * the hold and a random code.
 *
 * @param booking the booking that it is or becomes
 */
public record HoldId(SectionKey section, BookingId booking, String code) {

	private static final String PREFIX = "HLD";

	/**
	 * Returns the id of the hold of a booking.
	 */
	public static HoldId of(Booking booking, Hold hold) {
		return new HoldId(booking.section(), booking.id(), hold.code());
	}

	/**
	 * Parses an id that a client sent, empty when no hold can have it.
	 */
	public static Optional<HoldId> parse(String text) {
		return text.startsWith(PREFIX) ? TicketId.parse(TicketId.PREFIX + text.substring(PREFIX.length()))
			.map((id) -> new HoldId(id.section(), id.booking(), id.code())) : Optional.empty();
	}

	/**
	 * Returns the id in the API.
	 */
	public String value() {
		return PREFIX + new TicketId(this.section, this.booking, this.code).value().substring(TicketId.PREFIX.length());
	}

	@Override
	public String toString() {
		return value();
	}

}
