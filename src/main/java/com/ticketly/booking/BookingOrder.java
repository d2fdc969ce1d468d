package com.ticketly.booking;

import java.util.List;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.sale.PresaleCode;
import com.ticketly.user.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * An order of tickets.
 *
 * @param userName the customer's name
 * @param phone the customer's phone number
 * @param concessions the concession of each ticket, in the order in which the seats are
 * named, or else in the order of the seats that are chosen; empty for the first one of
 * the slot
 * @param presaleCode the code of a presale, null if the customer sent none
 */
public record BookingOrder(String userName, PhoneNumber phone, SlotReference slot, SeatSelection seats,
		List<String> concessions, @Nullable PresaleCode presaleCode) {

	/**
	 * Returns what a repetition has in common with this order. A code that is wrong can
	 * be corrected with the same key, and no digest of it is stored in this way.
	 */
	Fingerprint fingerprint(String operation) {
		Fingerprint fingerprint = this.slot.addTo(Fingerprint.of(operation))
			.with("userName", this.userName)
			.with("phoneNumber", this.phone.e164())
			.with("concessions", this.concessions.isEmpty() ? null : this.concessions);
		return switch (this.seats) {
			case SeatSelection.Best(int count, var section, var category, int accessible) ->
				fingerprint.with("numTickets", count)
					.with("section", section)
					.with("category", category)
					.with("accessible", (accessible > 0) ? accessible : null);
			case SeatSelection.Named(var section, var names) ->
				fingerprint.with("section", section).with("seats", names.stream().sorted().toList());
		};
	}

}
