package com.ticketly.admission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Slot;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a scan in a response.
 *
 * @param gate the gate of the scan
 * @param scannedAt when it was made, by the clock of the device
 * @param earlier the scan by which somebody is already in
 * @param conflicts the scans that let in somebody else with the same ticket
 * @param otherSlot the slot of the ticket
 * @param opensAt when the doors open; absent unless it is too early
 * @param overridden why the ticket was let in against the rules
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Admission")
record AdmissionView(String scanId, ScanOutcome outcome, @Nullable String section, @Nullable String seat, String gate,
		Instant scannedAt, @Nullable OtherScan earlier, List<OtherScan> conflicts, @Nullable OtherSlot otherSlot,
		@Nullable Instant opensAt, @Nullable String overridden) {

	static AdmissionView of(ScanAnswer answer) {
		RecordedScan recorded = answer.scan();
		Scan scan = recorded.scan();
		List<OtherScan> others = answer.related().stream().map(OtherScan::of).toList();
		boolean already = recorded.outcome() == ScanOutcome.ALREADY_IN;
		return new AdmissionView(scan.id(), recorded.outcome(), answer.section(),
				Optional.ofNullable(answer.seat()).map(Seat::name).orElse(null), scan.gate(), scan.scannedAt(),
				already ? others.getFirst() : null, (already && !recorded.counts()) ? List.of() : others,
				Optional.ofNullable(answer.otherSlot()).map(OtherSlot::of).orElse(null),
				(recorded.outcome() == ScanOutcome.TOO_EARLY) ? answer.opensAt() : null, scan.reason());
	}

	/**
	 * Another scan of the same ticket.
	 */
	@Schema(name = "OtherScan")
	record OtherScan(String scanId, String gate, Instant scannedAt) {

		static OtherScan of(RecordedScan recorded) {
			return new OtherScan(recorded.id(), recorded.scan().gate(), recorded.scan().scannedAt());
		}

	}

	/**
	 * The slot of a ticket that was scanned at the door of another slot.
	 */
	@Schema(name = "OtherSlot")
	record OtherSlot(String slotId, String slotName, Instant startTime) {

		static OtherSlot of(Slot slot) {
			return new OtherSlot(slot.id().value(), slot.showing().name(), slot.showing().start());
		}

	}

}
