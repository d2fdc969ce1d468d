package com.ticketly.reliability.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Tables.StoredSection;
import com.ticketly.reliability.check.Violation.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the tables agree with each other.
 */
record TableCheck(Tables tables, List<Violation> violations) {

	void check() {
		this.tables.sections().forEach(this::check);
		checkMoves();
	}

	private void check(StoredSection section) {
		Set<String> used = new HashSet<>();
		for (StoredBooking booking : this.tables.bookings()) {
			if (booking.slot().equals(section.slot()) && booking.section() == section.no() && booking.isTicketed()) {
				booking.tickets()
					.stream()
					.filter(TicketState::keepsSeat)
					.filter((ticket) -> !used.add(ticket.seat()))
					.forEach((ticket) -> add(Rule.SOLD_ONCE, "Two tickets of seat " + ticket.seat(), section));
			}
		}
		Set<String> taken = new HashSet<>(section.taken());
		// The seats of an ended hold may be stored for a while.
		taken.removeAll(section.holds().keySet());
		if (!taken.equals(used)) {
			add(Rule.TABLES_AGREE, "The tickets have the seats " + used, section);
		}
		Set<String> free = new HashSet<>(section.seats());
		free.removeAll(section.blocked());
		free.removeAll(section.taken());
		if (section.left() != (section.open() ? free.size() : 0)) {
			add(Rule.TABLES_AGREE, "The seats left differ", section);
		}
		checkHolds(section);
	}

	private void checkHolds(StoredSection section) {
		Map<String, Long> held = new HashMap<>();
		this.tables.bookings()
			.stream()
			.filter((booking) -> booking.slot().equals(section.slot()) && booking.section() == section.no())
			.map(StoredBooking::hold)
			.filter(Objects::nonNull)
			.filter((hold) -> hold.status().equals("Held"))
			.forEach((hold) -> hold.seats().forEach((seat) -> held.merge(seat, hold.until(), Math::max)));
		section.holds().forEach((seat, until) -> {
			if (!until.equals(held.get(seat))) {
				add(Rule.TABLES_AGREE, "No hold has seat " + seat, section);
			}
		});
	}

	/**
	 * Checks that a moved ticket refers to its replacement, and the other way around.
	 */
	private void checkMoves() {
		Map<String, TicketState> tickets = this.tables.bookings()
			.stream()
			.filter(StoredBooking::isTicketed)
			.flatMap((booking) -> booking.tickets().stream())
			.collect(Collectors.toMap(TicketState::id, (ticket) -> ticket));
		for (TicketState ticket : tickets.values()) {
			if (ticket.replacedBy() != null && !refersTo(tickets.get(ticket.replacedBy()), ticket.id(), true)) {
				add(Rule.ALL_OR_NOTHING, "The replacement is missing", ticket);
			}
			if (ticket.replaces() != null && !refersTo(tickets.get(ticket.replaces()), ticket.id(), false)) {
				add(Rule.ALL_OR_NOTHING, "The replaced ticket does not know it", ticket);
			}
		}
	}

	private static boolean refersTo(@Nullable TicketState ticket, String id, boolean replaces) {
		return ticket != null && id.equals(replaces ? ticket.replaces() : ticket.replacedBy());
	}

	private void add(Rule rule, String text, Object subject) {
		this.violations.add(new Violation(rule, text + ": " + subject));
	}

}
