package com.ticketly.admission;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.ticketly.commit.SectionQueues;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.listing.CurrentSlots;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Lets in the holders of tickets.
 */
@Service
class Admissions {

	private final Clock clock;

	private final AdmissionProperties properties;

	private final CurrentSlots slots;

	private final TicketFinder finder;

	private final ScanLogs logs;

	private final SectionQueues queues;

	private final MeterRegistry meters;

	Admissions(Clock clock, AdmissionProperties properties, CurrentSlots slots, TicketFinder finder, ScanLogs logs,
			SectionQueues queues, MeterRegistry meters) {
		this.clock = clock;
		this.properties = properties;
		this.slots = slots;
		this.finder = finder;
		this.logs = logs;
		this.queues = queues;
		this.meters = meters;
	}

	/**
	 * Decides scans at the door of a slot. Scans of one ticket are decided in the order
	 * of the list. A request that failed halfway can be repeated.
	 * @return the answers, in the order of the scans; empty if there is no such slot
	 */
	Optional<List<ScanAnswer>> decide(SlotId id, List<TicketScan> scans) {
		return this.slots.find(id).map((slot) -> decide(slot, scans));
	}

	private List<ScanAnswer> decide(Slot slot, List<TicketScan> scans) {
		Map<Object, List<TicketScan>> byTicket = new LinkedHashMap<>();
		for (TicketScan scan : scans) {
			byTicket.computeIfAbsent(scan.scanned(), (key) -> new ArrayList<>()).add(scan);
		}
		Deadline deadline = this.queues.deadline();
		if (byTicket.size() == 1) {
			return deadline.call(() -> decideInOrder(slot, scans));
		}
		List<CompletableFuture<List<ScanAnswer>>> answers = byTicket.values()
			.stream()
			.map((same) -> Deadline.start(() -> deadline.call(() -> decideInOrder(slot, same))))
			.toList();
		Map<String, ScanAnswer> byId = new LinkedHashMap<>();
		answers.forEach((same) -> Deadline.join(same).forEach((answer) -> byId.put(answer.scan().id(), answer)));
		return scans.stream().map((scan) -> Objects.requireNonNull(byId.get(scan.scan().id()))).toList();
	}

	private List<ScanAnswer> decideInOrder(Slot slot, List<TicketScan> scans) {
		return scans.stream().map((scan) -> decide(slot, scan)).toList();
	}

	private ScanAnswer decide(Slot slot, TicketScan scan) {
		while (true) {
			Optional<ScanAnswer> answer = switch (this.finder.find(slot.id(), scan)) {
				case TicketFinder.Found.Ticket ticket -> record(slot, scan.scan(), ticket);
				case TicketFinder.Found.Missing(var outcome, var other) ->
					Optional.of(refuse(slot, scan.scan(), outcome, other));
			};
			if (answer.isPresent()) {
				this.meters.counter("ticketly.admissions", "outcome", answer.get().scan().outcome().toString())
					.increment();
				return answer.get();
			}
		}
	}

	/**
	 * Records the scan of a ticket.
	 * @return the answer, empty if tickets of the section have ended meanwhile
	 */
	private Optional<ScanAnswer> record(Slot slot, Scan scan, TicketFinder.Found.Ticket found) {
		ScanLogKey key = ScanLogKey.of(found.section(), found.seat().number(), found.tag());
		boolean scanned = this.queues.lastSeen(found.section())
			.filter((section) -> section.door().isScanned(section.index(found.seat().number())))
			.isPresent();
		ScanLog log = (scanned || found.hasEnded()) ? this.logs.find(key).orElse(null) : null;
		RecordScan.Result result = this.queues.executeOrThrow(new RecordScan(found.section(), found.seat().number(),
				key, log, scan, refusal(slot, scan, found), found.hasEnded(), found.endedTickets()));
		if (result.isOutdated()) {
			this.finder.forget(found.section());
		}
		return Optional.ofNullable(result.scan())
			.map((recorded) -> new ScanAnswer(recorded, result.related(), found.sectionName(), found.seat(), null,
					this.properties.opensAt(slot)));
	}

	private @Nullable ScanOutcome refusal(Slot slot, Scan scan, TicketFinder.Found.Ticket found) {
		Instant now = this.clock.instant();
		Instant at = (scan.offline() && scan.scannedAt().isBefore(now)) ? scan.scannedAt() : now;
		return found.refusalAt(slot, at)
			.orElse(at.isBefore(this.properties.opensAt(slot)) ? ScanOutcome.TOO_EARLY : null);
	}

	private ScanAnswer refuse(Slot slot, Scan scan, ScanOutcome outcome, @Nullable Slot other) {
		RecordedScan refused = RecordedScan.refused(scan, outcome, this.clock.instant());
		ScanLog stored = this.logs
			.add(ScanLog.empty(ScanLogKey.of(slot.id(), scan), slot.lifecycle().purgeAt()).with(refused));
		RecordedScan answer = stored.scans().getFirst();
		return new ScanAnswer(answer, List.of(), "", null, (answer.outcome() == ScanOutcome.OTHER_SLOT) ? other : null,
				this.properties.opensAt(slot));
	}

}
