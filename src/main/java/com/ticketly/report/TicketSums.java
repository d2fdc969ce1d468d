package com.ticketly.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.ticketly.price.Fare;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import org.joda.money.Money;

/**
 * Adds up the tickets that a section had when it was read. Its bookings are read later,
 * so that they can contain tickets that were booked since.
 */
final class TicketSums {

	private final Section section;

	private final TicketStatusAt statusAt;

	private TicketCounts counts = TicketCounts.NONE;

	private final Map<FareSum.Kind, FareSum> fares = new TreeMap<>(FareSum.Kind.ORDER);

	TicketSums(Section section, TicketStatusAt statusAt) {
		this.section = section;
		this.statusAt = statusAt;
	}

	/**
	 * Adds the tickets of a booking as it is stored.
	 */
	void add(Booking booking) {
		if (!booking.isTicketed()) {
			return;
		}
		List<Ticket> current = this.statusAt.apply(booking).tickets();
		for (int i = 0; i < current.size(); i++) {
			if (isOfSection(booking.tickets().get(i))) {
				add(current.get(i));
			}
		}
	}

	/**
	 * Returns whether the section had a ticket. A seat of a ticket that was booked since
	 * was not taken.
	 */
	private boolean isOfSection(Ticket stored) {
		return stored.status() == TicketStatus.CANCELED
				|| this.section.state(stored.seat().number()) == SeatState.TAKEN;
	}

	private void add(Ticket ticket) {
		Fare fare = ticket.fare();
		boolean canceled = ticket.status() == TicketStatus.CANCELED;
		boolean replaced = canceled && ticket.isReplacedInSlot();
		boolean complimentary = !canceled && fare != null && fare.amount().isZero();
		this.counts = this.counts
			.plus(new TicketCounts(complimentary ? 1 : 0, (canceled && !replaced) ? 1 : 0, replaced ? 1 : 0));
		if (fare != null && !replaced) {
			Money refund = ticket.refund();
			add(canceled ? FareSum.canceled(fare, (refund != null) ? refund.getAmountMinorLong() : 0)
					: FareSum.sold(fare));
		}
	}

	private void add(FareSum sum) {
		this.fares.merge(sum.kind(), sum, FareSum::plus);
	}

	Figures toFigures() {
		boolean canceled = this.statusAt.slot().lifecycle().cancelReason() != null;
		return new Figures(SeatCounts.of(this.section.asOf(this.statusAt.time()), canceled), this.counts,
				List.copyOf(this.fares.values()));
	}

}
