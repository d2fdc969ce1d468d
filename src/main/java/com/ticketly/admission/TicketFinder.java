package com.ticketly.admission;

import java.time.Instant;
import java.util.Optional;

import com.ticketly.listing.CurrentSlots;
import com.ticketly.listing.TicketLookup;
import com.ticketly.seating.Seat;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import com.ticketly.ticketcode.TicketTag;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the ticket of a scan.
 */
@Component
record TicketFinder(TicketCodes codes, TicketLookup lookup, CurrentSlots slots, TicketsOfSections tickets) {

	/**
	 * Finds the ticket of a scan at the door of a slot.
	 */
	Found find(SlotId slot, TicketScan scan) {
		if (scan.code() == null) {
			return (scan.ticket() != null) ? find(slot, scan.ticket()) : new Found.Missing(ScanOutcome.UNKNOWN, null);
		}
		Optional<TicketCode> code = this.codes.read(scan.code());
		if (code.isEmpty()) {
			return new Found.Missing(ScanOutcome.FORGED, null);
		}
		return find(slot, code.get().section(), code.get().seat(), code.get().tag());
	}

	private Found find(SlotId slot, TicketId id) {
		return this.lookup.ticket(id)
			.map((found) -> find(slot, id.section(), found.details().ticket().seat().number(), TicketTag.of(id)))
			.orElse(new Found.Missing(ScanOutcome.UNKNOWN, null));
	}

	private Found find(SlotId slot, SectionKey section, int seat, TicketTag tag) {
		if (!section.slot().equals(slot)) {
			return new Found.Missing(ScanOutcome.OTHER_SLOT, this.slots.find(section.slot()).orElse(null));
		}
		return this.tickets.lastKnown(section)
			.flatMap((known) -> find(known, section, seat, tag))
			.or(() -> this.tickets.current(section).flatMap((current) -> find(current, section, seat, tag)))
			.map(Found.class::cast)
			.orElse(new Found.Missing(ScanOutcome.UNKNOWN, null));
	}

	/**
	 * Forgets the tickets of a section, because one of them has ended.
	 */
	void forget(SectionKey section) {
		this.tickets.forget(section);
	}

	private static Optional<Found.Ticket> find(SectionTickets tickets, SectionKey section, int seat, TicketTag tag) {
		return tickets.find(seat, tag).map((entry) -> new Found.Ticket(section, tickets, entry));
	}

	/**
	 * What was found.
	 */
	sealed interface Found {

		/**
		 * The slot has no such ticket.
		 *
		 * @param outcome why
		 * @param slot the slot of the ticket if it is another one, null if it is not
		 * known
		 */
		record Missing(ScanOutcome outcome, @Nullable Slot slot) implements Found {
		}

		/**
		 * A ticket of the slot.
		 *
		 * @param tickets the tickets of the section, of which it is one
		 */
		record Ticket(SectionKey section, SectionTickets tickets, SectionTickets.Entry entry) implements Found {

			Seat seat() {
				return this.entry.seat();
			}

			TicketTag tag() {
				return this.entry.tag();
			}

			String sectionName() {
				return this.tickets.name();
			}

			long endedTickets() {
				return this.tickets.endedTickets();
			}

			/**
			 * Returns whether the ticket was canceled or replaced, for ever.
			 */
			boolean hasEnded() {
				return this.entry.ticket().status() == TicketStatus.CANCELED;
			}

			/**
			 * Returns why the ticket is not valid at a time, empty if it is.
			 */
			Optional<ScanOutcome> refusalAt(Slot slot, Instant time) {
				return this.entry.refusalAt(slot, time);
			}

		}

	}

}
