package com.ticketly.admission;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatSet;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticketcode.TicketTag;

/**
 * All tickets of a section, those that have ended as well, by seat.
 *
 * @param name the name of the section, empty where it has none
 * @param endedTickets how often tickets of the section had ended before they were read
 * @param booked the seats that were booked before they were read
 */
record SectionTickets(String name, long endedTickets, SeatSet booked, Map<Integer, List<Entry>> bySeat) {

	/**
	 * Lists the tickets of bookings that were read after the section.
	 */
	static SectionTickets of(Section section, String name, Stream<Booking> bookings) {
		Map<Integer, List<Entry>> bySeat = new HashMap<>();
		bookings.forEach((booking) -> booking.tickets().forEach((ticket) -> {
			Entry entry = new Entry(TicketTag.of(ticket.id()), booking.id().bookedAt().toEpochMilli(), ticket);
			bySeat.merge(ticket.seat().number(), List.of(entry),
					(before, added) -> Stream.concat(before.stream(), added.stream()).toList());
		}));
		return new SectionTickets(name, section.door().endedTickets(), section.seats().booked(), bySeat);
	}

	/**
	 * Returns whether the tickets are those of a state of the section: since they were
	 * read, no ticket has ended, and none was added.
	 */
	boolean isCurrent(Section section) {
		return section.door().endedTickets() == this.endedTickets && section.seats().booked().equals(this.booked);
	}

	/**
	 * Finds a ticket.
	 * @param seat the number of its seat within the slot
	 */
	Optional<Entry> find(int seat, TicketTag tag) {
		return at(seat).stream().filter((entry) -> entry.tag().equals(tag)).findFirst();
	}

	/**
	 * Returns the tickets that a seat has or had.
	 */
	List<Entry> at(int seat) {
		return this.bySeat.getOrDefault(seat, List.of());
	}

	Stream<Entry> all() {
		return this.bySeat.values().stream().flatMap(List::stream);
	}

	/**
	 * A ticket with its tag.
	 *
	 * @param bookedAt when it was booked, in milliseconds since 1970
	 */
	record Entry(TicketTag tag, long bookedAt, Ticket ticket) {

		Seat seat() {
			return this.ticket.seat();
		}

		/**
		 * Returns whether the ticket is canceled, alone or with its slot.
		 */
		boolean isCanceled(Slot slot) {
			return this.ticket.status() == TicketStatus.CANCELED || slot.lifecycle().cancelReason() != null;
		}

		/**
		 * Returns why the ticket is not valid at a time, empty if it is.
		 */
		Optional<ScanOutcome> refusalAt(Slot slot, Instant time) {
			if (this.ticket.status() == TicketStatus.CANCELED) {
				TicketId replacedBy = this.ticket.replacedBy();
				return Optional.of((replacedBy == null || replacedBy.section().slot().equals(slot.id()))
						? ScanOutcome.CANCELED : ScanOutcome.MOVED);
			}
			if (slot.lifecycle().cancelReason() != null) {
				return Optional.of(ScanOutcome.CANCELED);
			}
			Instant expiry = slot.expiryOf(Instant.ofEpochMilli(this.bookedAt));
			boolean expired = this.ticket.status() != TicketStatus.BOOKED || (expiry != null && !time.isBefore(expiry));
			return expired ? Optional.of(ScanOutcome.EXPIRED) : Optional.empty();
		}

	}

}
