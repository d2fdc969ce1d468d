package com.ticketly.admission;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.listing.CurrentSlots;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.ticketcode.TicketCodes;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Creates manifests: what a scanner needs to judge tickets without a network. Concurrent
 * callers share reads.
 */
@Component
class Manifests {

	private static final Base64.Encoder BASE64 = Base64.getEncoder();

	private final Clock clock;

	private final AdmissionProperties properties;

	private final TicketCodes codes;

	private final Sections sections;

	private final TicketsOfSections tickets;

	private final SharedReads<SlotId, Optional<Manifest>> reads;

	Manifests(Clock clock, AdmissionProperties properties, CurrentSlots slots, TicketCodes codes, Sections sections,
			TicketsOfSections tickets) {
		this.clock = clock;
		this.properties = properties;
		this.codes = codes;
		this.sections = sections;
		this.tickets = tickets;
		this.reads = new SharedReads<>((id) -> slots.find(id).map(this::create));
	}

	/**
	 * Returns the manifest of a slot.
	 * @param since the version that the caller has, null for none: sections that have not
	 * changed since are left out
	 * @return the manifest, empty if there is no such slot
	 */
	Optional<Manifest> find(SlotId slot, @Nullable String since) {
		return this.reads.get(slot).map((manifest) -> (since != null) ? manifest.since(since) : manifest);
	}

	private Manifest create(Slot slot) {
		List<CompletableFuture<Manifest.SectionManifest>> reading = this.sections.ofSlot(slot.id())
			.stream()
			.map((section) -> Deadline.start(() -> create(slot, section)))
			.toList();
		List<Manifest.SectionManifest> sections = reading.stream().map(Deadline::join).toList();
		List<Manifest.CodeKey> keys = this.codes.publicKeys()
			.getKeys()
			.stream()
			.map((key) -> Manifest.CodeKey.of(key.toECKey()))
			.toList();
		return new Manifest(slot.id().value(), Manifest.version(sections), this.properties.opensAt(slot),
				slot.lifecycle().expiresAt(), keys, sections);
	}

	private Manifest.SectionManifest create(Slot slot, Section section) {
		SectionTickets current = this.tickets.current(section).orElseThrow();
		ByteBuffer tags = ByteBuffer.allocate(section.seats().size() * Integer.BYTES);
		current.all()
			.filter((entry) -> entry.refusalAt(slot, this.clock.instant()).isEmpty())
			.forEach((entry) -> tags.putInt(section.index(entry.seat().number()) * Integer.BYTES, entry.tag().value()));
		return new Manifest.SectionManifest(section.key().no(), current.name(), section.firstSeat(),
				BASE64.encodeToString(tags.array()), BASE64.encodeToString(section.door().admitted().toBytes()));
	}

}
