package com.ticketly.booking;

import java.util.Objects;

import com.ticketly.slot.Section;
import com.ticketly.ticket.Booking;
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
record EndHold(HoldId id, Booking read, HoldStatus end, Quota quota) implements BookingChange<EndHold.Ended> {

	@Override
	public Outcome<Ended> apply(Ledger ledger) {
		Section section = ledger.section(this.read.section());
		return Outcome.of(ledger.booking(this.read)
			// If only one of the two has changed, it may be that the other was read
			// too early.
			.filter((booking) -> status(booking, section, ledger) == status(booking, ledger))
			.or(() -> ledger.readAgain(this.read)), new Rejection.HoldNotFound())
			.flatMap((booking) -> end(booking, section, ledger));
	}

	private static HoldStatus status(Booking booking, Ledger ledger) {
		return Objects.requireNonNull(booking.hold()).statusAt(ledger.now());
	}

	/**
	 * Returns what has become of a hold; another instance, whose clock is ahead, may have
	 * given its seats away.
	 */
	private static HoldStatus status(Booking booking, Section section, Ledger ledger) {
		HoldStatus status = status(booking, ledger);
		boolean ended = status == HoldStatus.HELD
				&& !section.isHeld(booking.seats(), Objects.requireNonNull(booking.hold()).until());
		return ended ? HoldStatus.EXPIRED : status;
	}

	private Outcome<Ended> end(Booking booking, Section section, Ledger ledger) {
		HoldStatus status = status(booking, section, ledger);
		if (status == this.end || (status == HoldStatus.EXPIRED && this.end == HoldStatus.RELEASED)) {
			return Outcome.done(new Ended(booking, false));
		}
		if (status != HoldStatus.HELD) {
			return Outcome.refused(new Rejection.HoldEnded(this.id, status));
		}
		if (this.end == HoldStatus.CONFIRMED && !section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		boolean confirms = this.end == HoldStatus.CONFIRMED;
		Booking ended = confirms ? booking.confirm(section) : booking.release();
		ledger.change(confirms ? section.confirm(booking.seats()) : section.free(booking.seats()));
		ledger.change(ended);
		this.quota.note(ledger, ended);
		return Outcome.done(new Ended(ended, true));
	}

	/**
	 * What has become of a hold.
	 *
	 * @param booking the booking that it is, or might have become
	 * @param now whether it has become so now, and not before
	 */
	record Ended(Booking booking, boolean now) {
	}

}
