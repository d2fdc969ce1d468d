package com.ticketly.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.admission.DoorCounts.GateCounts;
import com.ticketly.admission.DoorCounts.SectionCounts;
import com.ticketly.admission.DoorSection.RefusedScan;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.listing.CurrentSlots;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;

import org.springframework.stereotype.Component;

/**
 * Counts who is in. Concurrent callers share reads. What was read of a section is kept
 * until its version changes, as it does with every scan.
 */
@Component
class Door {

	private static final int MAX_REFUSALS = 20;

	private static final Duration KEPT = Duration.ofHours(1);

	/**
	 * Bounds the memory: about 500 bytes for each of up to 500 tickets of a section.
	 */
	private static final int MAX_SECTIONS = 200;

	private final CurrentSlots slots;

	private final Sections sections;

	private final TicketsOfSections tickets;

	private final ScanLogs logs;

	private final Cache<SectionKey, DoorSection> known = Caffeine.newBuilder()
		.expireAfterAccess(KEPT)
		.maximumSize(MAX_SECTIONS)
		.build();

	private final SharedReads<SlotId, Optional<DoorCounts>> reads;

	Door(CurrentSlots slots, Sections sections, TicketsOfSections tickets, ScanLogs logs) {
		this.slots = slots;
		this.sections = sections;
		this.tickets = tickets;
		this.logs = logs;
		this.reads = new SharedReads<>((id) -> this.slots.find(id).map(this::count));
	}

	/**
	 * Returns how many people are in, empty if there is no such slot.
	 */
	Optional<DoorCounts> counts(SlotId id) {
		return this.reads.get(id);
	}

	private DoorCounts count(Slot slot) {
		CompletableFuture<List<ScanLog>> others = Deadline.start(() -> this.logs.withoutTicket(slot.id()));
		List<CompletableFuture<DoorSection>> reading = this.sections.ofSlot(slot.id())
			.stream()
			.map((section) -> Deadline.start(() -> read(section)))
			.toList();
		List<DoorSection> sections = reading.stream().map(Deadline::join).toList();
		List<SectionCounts> counts = sections.stream().map((section) -> section.counts(slot)).toList();
		Map<String, GateCounts> gates = new TreeMap<>();
		sections.forEach((section) -> section
			.forEachGate((gate, in) -> gates.merge(gate, new GateCounts(gate, in ? 1 : 0, in ? 0 : 1),
					(a, b) -> new GateCounts(gate, a.in() + b.in(), a.out() + b.out()))));
		return new DoorCounts(slot.id().value(), counts.stream().mapToInt(SectionCounts::booked).sum(),
				counts.stream().mapToInt(SectionCounts::expected).sum(),
				counts.stream().mapToInt(SectionCounts::in).sum(), counts.stream().mapToInt(SectionCounts::out).sum(),
				counts, List.copyOf(gates.values()), refusals(sections, Deadline.join(others)));
	}

	private DoorSection read(Section section) {
		DoorSection before = this.known.getIfPresent(section.key());
		if (before != null && before.section().version() == section.version()) {
			return before;
		}
		SectionTickets current = this.tickets.current(section).orElseThrow();
		DoorSection read = new DoorSection(section, current, this.logs.ofSection(section.key()));
		this.known.put(section.key(), read);
		return read;
	}

	private static List<DoorCounts.Refusal> refusals(List<DoorSection> sections, List<ScanLog> others) {
		Stream<RefusedScan> withTicket = sections.stream().flatMap((section) -> section.refusals().stream());
		Stream<RefusedScan> without = others.stream()
			.flatMap((log) -> log.scans().stream())
			.map((scan) -> new RefusedScan(scan, "", ""));
		return Stream.concat(withTicket, without)
			.sorted(Comparator.comparing((RefusedScan refused) -> refused.scan().receivedAt()).reversed())
			.limit(MAX_REFUSALS)
			.map(RefusedScan::view)
			.toList();
	}

}
