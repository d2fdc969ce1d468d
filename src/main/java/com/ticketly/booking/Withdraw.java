package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldStatus;

/**
 * Takes back a booking whose customer was told that there is none: nobody has seen its
 * tickets, so nothing of it stays.
 *
 * @param booking the booking as it was made
 * @param quota what its customer may have
 */
record Withdraw(Booking booking, Quota quota) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.booking.section());
	}

	@Override
	public int items() {
		return 1 + this.quota.items();
	}

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		Booking written = (this.booking.version() == 0) ? this.booking.nextVersion() : this.booking;
		ledger.booking(written).ifPresent((booking) -> {
			Section section = ledger.section(booking.section());
			Hold hold = booking.hold();
			// The seats of a hold may have been free, and somebody else's, meanwhile.
			if (hold == null || hold.status() == HoldStatus.CONFIRMED
					|| section.isHeld(booking.seats(), hold.until())) {
				ledger.change(section.free(booking.seats()));
			}
			ledger.delete(booking);
			this.quota.forget(ledger, booking);
		});
		return Outcome.done(this.booking);
	}

}
