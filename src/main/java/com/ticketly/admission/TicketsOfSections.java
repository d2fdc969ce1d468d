package com.ticketly.admission;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Bookings;

import org.springframework.stereotype.Component;

/**
 * Finds the tickets of sections. They are kept in memory, and read again when the section
 * shows that a ticket has ended or was added.
 */
@Component
class TicketsOfSections {

	private static final Duration KEPT = Duration.ofHours(1);

	/**
	 * Bounds the memory: about 100 bytes for each of up to 500 tickets of a section.
	 */
	private static final int MAX_SECTIONS = 1000;

	private final Sections sections;

	private final Cache<SectionKey, SectionTickets> known = Caffeine.newBuilder()
		.expireAfterAccess(KEPT)
		.maximumSize(MAX_SECTIONS)
		.build();

	private final SharedReads<SectionKey, Optional<SectionTickets>> reads;

	TicketsOfSections(Slots slots, Sections sections, Bookings bookings) {
		this.sections = sections;
		this.reads = new SharedReads<>((key) -> sections.find(key).map((section) -> {
			SectionTickets tickets = SectionTickets.of(section, name(slots, key), bookings.ofSection(key, null));
			this.known.put(key, tickets);
			return tickets;
		}));
	}

	private static String name(Slots slots, SectionKey key) {
		return slots.read(key.slot()).map((slot) -> slots.seating(slot).sections().get(key.no()).name()).orElse("");
	}

	/**
	 * Returns the tickets of a section as this instance knows them, or reads them.
	 * @return the tickets, empty if there is no such section
	 */
	Optional<SectionTickets> lastKnown(SectionKey key) {
		SectionTickets tickets = this.known.getIfPresent(key);
		return (tickets != null) ? Optional.of(tickets) : this.reads.get(key);
	}

	/**
	 * Forgets the tickets of a section.
	 */
	void forget(SectionKey key) {
		this.known.invalidate(key);
	}

	/**
	 * Returns the tickets of a section as they are now.
	 * @return the tickets, empty if there is no such section
	 */
	Optional<SectionTickets> current(SectionKey key) {
		return this.sections.find(key).flatMap(this::current);
	}

	/**
	 * Returns the tickets of a section as they are in a state of it that was just read,
	 * or in a later one.
	 */
	Optional<SectionTickets> current(Section section) {
		SectionTickets tickets = this.known.getIfPresent(section.key());
		return (tickets != null && tickets.isCurrent(section)) ? Optional.of(tickets) : this.reads.get(section.key());
	}

}
