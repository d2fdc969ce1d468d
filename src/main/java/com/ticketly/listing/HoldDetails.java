package com.ticketly.listing;

import java.time.Instant;
import java.util.Objects;

import com.ticketly.price.Payment;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import org.jspecify.annotations.Nullable;

/**
 * A hold as it is at a time.
 *
 * @param booking the booking that it is or may become
 * @param expiresAt when it ends by itself
 */
public record HoldDetails(HoldId id, Booking booking, Instant expiresAt, HoldStatus status) {

	/**
	 * Returns whether it was prolonged.
	 */
	public boolean isProlonged() {
		return Objects.requireNonNull(this.booking.hold()).isProlonged();
	}

	/**
	 * Returns the payment with which it was confirmed, null for none.
	 */
	public @Nullable Payment payment() {
		return Objects.requireNonNull(this.booking.hold()).payment();
	}

	/**
	 * Returns a hold as it is at a time.
	 * @param booking the booking as it is at that time
	 */
	public static HoldDetails of(Booking booking, Instant time) {
		Hold hold = Objects.requireNonNull(booking.hold());
		return new HoldDetails(HoldId.of(booking, hold), booking, hold.until(), hold.statusAt(time));
	}

}
