package com.ticketly.booking;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.sale.PresaleCode;
import com.ticketly.user.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * An order of tickets.
 *
 * @param userName the customer's name
 * @param phone the customer's phone number
 * @param presaleCode the code of a presale, null if the customer sent none
 */
public record BookingOrder(String userName, PhoneNumber phone, SlotReference slot, SeatSelection seats,
		@Nullable PresaleCode presaleCode) {

	/**
	 * Returns what a repetition has in common with this order. A code that is wrong can
	 * be corrected with the same key, and no digest of it is stored in this way.
	 */
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
