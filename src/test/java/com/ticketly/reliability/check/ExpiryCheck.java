package com.ticketly.reliability.check;

import java.util.List;

import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Tables.StoredSlot;
import com.ticketly.reliability.check.Violation.Rule;

/**
 * Checks that exactly those tickets are expired whose time has come. A round ends with an
 * expiry run.
 */
record ExpiryCheck(HistoryIndex history, List<Violation> violations) {

	void check() {
		Tables tables = this.history.round().tables();
		for (StoredSlot slot : tables.slots()) {
			Show show = this.history.show(slot.id());
			boolean due = this.history.round().clock() >= show.expiresAt();
			if (!slot.status().equals("Canceled") && slot.status().equals("Expired") != due) {
				add("The slot is due: " + due, slot);
			}
			tables.sections()
				.stream()
				.filter((section) -> section.slot().equals(slot.id()))
				.filter((section) -> section.open() != (slot.status().equals("Scheduled")))
				.forEach((section) -> add("The section is open: " + section.open(), section));
			tables.bookings()
				.stream()
				.filter((booking) -> booking.slot().equals(slot.id()))
				.filter(StoredBooking::isTicketed)
				.flatMap((booking) -> booking.tickets().stream())
				.filter((ticket) -> ticket.status().equals(due ? "Booked" : "Expired"))
				.forEach((ticket) -> add("The ticket is due: " + due, ticket));
		}
	}

	private void add(String text, Object subject) {
		this.violations.add(new Violation(Rule.EXPIRES_IN_TIME, text + ": " + subject));
	}

}
