package com.ticketly.booking;

import java.util.Objects;

import com.ticketly.slot.Section;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;

/**
 * Ends a hold before its time: makes it a booking, or gives its seats back. What has been
 * done already stays as it is.
 *
 * @param id the hold's id
 * @param read the hold as the caller read it
 * @param end what becomes of it: {@link HoldStatus#CONFIRMED} or
 * {@link HoldStatus#RELEASED}
 * @param quota what the customer may have
 */
record EndHold(HoldId id, Booking read, HoldStatus end, Quota quota) implements BookingChange<Booking> {

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		return Outcome.of(ledger.booking(this.read), new Rejection.HoldNotFound())
			.flatMap((booking) -> end(booking, ledger));
	}

	private Outcome<Booking> end(Booking booking, Ledger ledger) {
		Hold hold = Objects.requireNonNull(booking.hold());
		HoldStatus status = hold.statusAt(ledger.now());
		if (status == this.end || (status == HoldStatus.EXPIRED && this.end == HoldStatus.RELEASED)) {
			return Outcome.done(booking);
		}
		Section section = ledger.section(booking.section());
		if (status != HoldStatus.HELD || !section.isHeld(booking.seats(), hold.until())) {
			return Outcome
				.refused(new Rejection.HoldEnded(this.id, (status == HoldStatus.HELD) ? HoldStatus.EXPIRED : status));
		}
		if (this.end == HoldStatus.CONFIRMED && !section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		boolean confirms = this.end == HoldStatus.CONFIRMED;
		Booking ended = confirms ? booking.confirm(section) : booking.release();
		ledger.change(confirms ? section.confirm(booking.seats()) : section.free(booking.seats()));
		ledger.change(ended);
		this.quota.note(ledger, ended);
		return Outcome.done(ended);
	}

}
