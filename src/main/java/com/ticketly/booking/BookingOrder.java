package com.ticketly.booking;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.user.PhoneNumber;

/**
 * An order of tickets.
 *
 * @param userName the customer's name
 * @param phone the customer's phone number
 */
public record BookingOrder(String userName, PhoneNumber phone, SlotReference slot, SeatSelection seats) {

	Fingerprint fingerprint(String operation) {
		Fingerprint fingerprint = this.slot.addTo(Fingerprint.of(operation))
			.with("userName", this.userName)
			.with("phoneNumber", this.phone.e164());
		return switch (this.seats) {
			case SeatSelection.Best(int count) -> fingerprint.with("numTickets", count);
			case SeatSelection.Named(var section, var names) ->
				fingerprint.with("section", section).with("seats", names.stream().sorted().toList());
		};
	}

}
