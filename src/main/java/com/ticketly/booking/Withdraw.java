package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * Takes back a booking whose customer was told that there is none: nobody has seen its
 * tickets, so nothing of it stays.
 *
 * @param booking the booking as it was made
 */
record Withdraw(Booking booking) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.booking.section());
	}

	@Override
	public Outcome<Booking> apply(Ledger ledger) {
		Booking written = (this.booking.version() == 0) ? this.booking.nextVersion() : this.booking;
		ledger.booking(written).ifPresent((booking) -> {
			List<Integer> seats = booking.tickets()
				.stream()
				.filter((ticket) -> ticket.status() == TicketStatus.BOOKED)
				.map((ticket) -> ticket.seat().number())
				.toList();
			ledger.change(ledger.section(booking.section()).free(seats));
			ledger.delete(booking);
		});
		return Outcome.done(this.booking);
	}

}
