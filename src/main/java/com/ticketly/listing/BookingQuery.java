package com.ticketly.listing;

import java.util.Locale;
import java.util.stream.Stream;

import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.HoldId;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which bookings are searched. A criterion that is null matches all. At least one of
 * user, phone, name, and ending is not null, and at most one of the first three.
 *
 * @param name the beginning of the customer's name
 * @param ending the last characters of the id of the booking, of one of its tickets, or
 * of its hold
 */
public record BookingQuery(@Nullable UserId user, @Nullable PhoneNumber phone, @Nullable String name,
		@Nullable SlotId slot, @Nullable String ending) {

	/**
	 * The minimum number of letters and digits of {@link #ending()}.
	 */
	public static final int MIN_ENDING = 4;

	/**
	 * Returns whether an id can be found by its last characters.
	 */
	public static boolean isLongEnough(String ending) {
		return normalized(ending).length() >= MIN_ENDING;
	}

	/**
	 * Returns whether customers are searched, and slots otherwise.
	 */
	boolean searchesCustomers() {
		return this.user != null || this.phone != null || this.name != null;
	}

	boolean matches(Booking booking) {
		return (this.slot == null || this.slot.equals(booking.section().slot()))
				&& (this.ending == null || ids(booking).anyMatch((id) -> id.endsWith(normalized(this.ending))));
	}

	private static Stream<String> ids(Booking booking) {
		Stream<String> hold = (booking.hold() != null) ? Stream.of(HoldId.of(booking, booking.hold()).value())
				: Stream.empty();
		Stream<String> tickets = booking.tickets().stream().map((ticket) -> ticket.id().value());
		return Stream.concat(Stream.of(BookingReference.of(booking).value()), Stream.concat(tickets, hold));
	}

	private static String normalized(String ending) {
		return ending.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
	}

}
