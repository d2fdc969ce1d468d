package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.Booking;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a customer to the limits of a slot: how many holds, and how many tickets.
 *
 * @param read what the customer had of the slot when the caller read it, null where
 * nothing is limited
 * @param limits the limits
 */
record Quota(@Nullable CustomerUsage read, HoldProperties limits) {

	/**
	 * Returns the refusal of a booking or hold that is too much.
	 * @param tickets how many tickets more
	 * @param hold whether it is a hold
	 */
	<T> Optional<Outcome<T>> check(Ledger ledger, int tickets, boolean hold) {
		if (this.read == null) {
			return Optional.empty();
		}
		CustomerUsage has = ledger.allowance(this.read);
		if (hold && has.holds(ledger.now()) >= this.limits.maxPerCustomer()) {
			return Optional.of(Outcome.refused(new Rejection.TooManyHolds(has.slot(), this.limits.maxPerCustomer())));
		}
		if (this.limits.limitsTickets() && has.tickets(ledger.now()) + tickets > this.limits.maxTickets()) {
			return Optional.of(Outcome.refused(new Rejection.TooManyTickets(has.slot(), this.limits.maxTickets())));
		}
		return Optional.empty();
	}

	/**
	 * Notes a booking as it is now.
	 */
	void note(Ledger ledger, Booking booking) {
		if (this.read != null) {
			SectionKey section = booking.section();
			ledger.change(ledger.allowance(this.read)
				.with(booking, this.limits.limitsTickets(), ledger.section(section), ledger.now()));
		}
	}

	/**
	 * Notes that there is no such booking.
	 */
	void forget(Ledger ledger, Booking booking) {
		if (this.read != null) {
			ledger.change(ledger.allowance(this.read).without(booking, ledger.section(booking.section())));
		}
	}

	/**
	 * Returns how many items of a transaction it takes.
	 */
	int items() {
		return (this.read != null) ? 1 : 0;
	}

}
