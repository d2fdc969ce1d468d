package com.ticketly.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import com.ticketly.admission.DoorCounts.SectionCounts;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;

/**
 * A section at the door: its tickets and their scans.
 *
 * @param logs the logs of the tickets that were scanned
 */
record DoorSection(Section section, SectionTickets tickets, List<ScanLog> logs) {

	DoorSection {
		logs = List.copyOf(logs);
	}

	/**
	 * Counts the tickets, and who is in.
	 */
	SectionCounts counts(Slot slot) {
		Map<String, Movements> movements = new HashMap<>();
		this.logs.forEach((log) -> movements.put(log.key().name(), log.movements()));
		List<SectionTickets.Entry> valid = this.tickets.all().filter((entry) -> !entry.isCanceled(slot)).toList();
		int expected = (int) valid.stream().map(this::keyOf).filter((key) -> {
			Movements moved = movements.get(key.name());
			return moved == null || moved.isEmpty();
		}).count();
		int in = (int) movements.values().stream().filter((moved) -> moved.inside() != null).count();
		int entered = (int) movements.values().stream().filter((moved) -> !moved.isEmpty()).count();
		return new SectionCounts(this.tickets.name(), valid.size(), expected, in, entered - in);
	}

	private ScanLogKey keyOf(SectionTickets.Entry entry) {
		return ScanLogKey.of(this.section.key(), entry.seat().number(), entry.tag());
	}

	/**
	 * Passes the gates at which people went in and out to a consumer, once a person.
	 */
	void forEachGate(BiConsumer<String, Boolean> gate) {
		for (ScanLog log : this.logs) {
			Movements movements = log.movements();
			movements.entries().forEach((scan) -> gate.accept(scan.scan().gate(), true));
			movements.exits().forEach((scan) -> gate.accept(scan.scan().gate(), false));
		}
	}

	/**
	 * Returns the scans that were refused, with the names of their seats.
	 */
	List<RefusedScan> refusals() {
		List<RefusedScan> refusals = new ArrayList<>();
		for (ScanLog log : this.logs) {
			String seat = this.tickets.at(log.key().seat())
				.stream()
				.findFirst()
				.map((entry) -> entry.seat().name())
				.orElse("");
			log.scans()
				.stream()
				.filter((scan) -> !scan.outcome().isAccepted())
				.forEach((scan) -> refusals.add(new RefusedScan(scan, this.tickets.name(), seat)));
		}
		return refusals;
	}

	/**
	 * A scan that was refused.
	 *
	 * @param section the name of the section, empty if it has none or is not known
	 * @param seat the name of the seat, empty if it is not known
	 */
	record RefusedScan(RecordedScan scan, String section, String seat) {

		DoorCounts.Refusal view() {
			return new DoorCounts.Refusal(this.scan.id(), this.scan.outcome(), this.scan.scan().gate(),
					this.scan.scan().scannedAt(), this.section, this.seat);
		}

	}

}
