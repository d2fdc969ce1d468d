package com.ticketly.listing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.ticket.BookingId;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The position of a booking among those of customers, or among those of slots.
 *
 * @param user the customer, null in a search of slots
 * @param slot the slot, null in a search of customers
 * @param section the number of the section in the slot
 * @param booking the booking, null for a position after all of the customer or section
 */
public record BookingPosition(@Nullable UserId user, @Nullable SlotPosition slot, int section,
		@Nullable BookingId booking) {

	private static final Pattern FORMAT = Pattern
		.compile("(?:(U[0-7]\\w{25})|([^|]{10,60}))\\|(\\d{1,2})\\|(BKG[0-7][0-9A-HJKMNP-TV-Z]{25})?");

	static BookingPosition of(UserId user, @Nullable BookingId booking) {
		return new BookingPosition(user, null, 0, booking);
	}

	static BookingPosition of(Slot slot, int section, @Nullable BookingId booking) {
		return new BookingPosition(null, SlotPosition.of(slot), section, booking);
	}

	/**
	 * Returns whether it is after all bookings of the customer or section.
	 */
	boolean isEnd() {
		return this.booking == null;
	}

	/**
	 * Parses a position that a client sent back, empty if no booking can have it.
	 */
	public static Optional<BookingPosition> parse(String text) {
		Matcher parts = FORMAT.matcher(text);
		if (!parts.matches()) {
			return Optional.empty();
		}
		int section = Integer.parseInt(parts.group(3));
		BookingId booking = (parts.group(4) != null) ? new BookingId(parts.group(4)) : null;
		return (parts.group(1) != null)
				? UserId.parse(parts.group(1)).map((user) -> new BookingPosition(user, null, section, booking))
				: SlotPosition.parse(parts.group(2)).map((slot) -> new BookingPosition(null, slot, section, booking));
	}

	/**
	 * Returns the form that clients send back.
	 */
	public String value() {
		String of = (this.slot != null) ? this.slot.value() : String.valueOf(this.user);
		return of + "|" + this.section + "|" + ((this.booking != null) ? this.booking : "");
	}

}
