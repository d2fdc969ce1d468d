package com.ticketly.booking;

import java.time.Instant;
import java.util.Objects;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;

/**
 * A hold as it stands.
 *
 * @param id its id
 * @param booking the booking that it is, or may become
 * @param expiresAt when it ends by itself
 * @param status what has become of it
 */
public record HoldDetails(HoldId id, Booking booking, Instant expiresAt, HoldStatus status) {

	/**
	 * Describes a hold.
	 * @param booking the booking, at the time that is now
	 */
	static HoldDetails of(Booking booking, Instant now) {
		Hold hold = Objects.requireNonNull(booking.hold());
		return new HoldDetails(HoldId.of(booking, hold), booking, hold.until(), hold.statusAt(now));
	}

}
