package com.ticketly.report;

import java.time.Instant;
import java.util.stream.Stream;

import com.ticketly.commit.BusyException;
import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatusAt;

import org.springframework.stereotype.Component;

/**
 * Reads sections together with their tickets as they were at one moment, that of the
 * first read: a section, its bookings page by page, and the section again. If no ticket
 * has ended in between, tickets were at most added, which their seats show. Otherwise the
 * bookings are read again.
 */
@Component
record SectionReads(SalesProperties sales, ExpiryProperties expiry, Sections sections, Bookings bookings) {

	/**
	 * How often the bookings of a section are read at most.
	 */
	static final int MAX_READS = 20;

	/**
	 * Reads a section of a slot.
	 * @throws BusyException if tickets ended during each of {@value #MAX_READS} reads
	 */
	Figures read(Slot slot, SectionKey key, Instant now) {
		return Deadline.in(this.sales.deadline())
			.call(() -> read(key, new TicketStatusAt(now, slot, this.expiry.archiveAfter())));
	}

	private Figures read(SectionKey key, TicketStatusAt statusAt) {
		Section before = find(key);
		for (int i = 0; i < MAX_READS; i++) {
			TicketSums sums = new TicketSums(before, statusAt);
			try (Stream<Booking> stored = this.bookings.withHolds(key, null)) {
				stored.forEach(sums::add);
			}
			Section after = find(key);
			if (after.door().endedTickets() == before.door().endedTickets()) {
				return sums.toFigures();
			}
			before = after;
		}
		throw new BusyException(this.sales.retryAfter());
	}

	private Section find(SectionKey key) {
		return this.sections.find(key).orElseGet(() -> Section.missing(key));
	}

}
