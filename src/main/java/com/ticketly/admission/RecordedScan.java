package com.ticketly.admission;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A scan with its outcome, which never changes.
 *
 * @param at when it happened: when it was made if that was offline, otherwise when it was
 * decided
 * @param receivedAt when it was decided
 * @param related the ids of other scans of the ticket: the one by which somebody is
 * already in, or those that let in somebody else with the same ticket
 */
record RecordedScan(Scan scan, ScanOutcome outcome, Instant at, Instant receivedAt, List<String> related) {

	/**
	 * The order in which scans happened. A device whose clock is ahead keeps the order of
	 * its scans, although none of them is later than when it was received.
	 */
	static final Comparator<RecordedScan> ORDER = Comparator.comparing(RecordedScan::at)
		.thenComparing((recorded) -> recorded.scan().scannedAt())
		.thenComparing(RecordedScan::id);

	RecordedScan {
		related = List.copyOf(related);
	}

	/**
	 * Records a scan of which no ticket is known.
	 */
	static RecordedScan refused(Scan scan, ScanOutcome outcome, Instant now) {
		return new RecordedScan(scan, outcome, now, now, List.of());
	}

	String id() {
		return this.scan.id();
	}

	/**
	 * Returns whether somebody passed the door, so that the scan counts unless it is
	 * undone. A device that is offline lets in a second holder of a ticket, and somebody
	 * who left before it was known that they were in has left as well.
	 */
	boolean counts() {
		return switch (this.outcome) {
			case ADMITTED, LEFT, NOT_IN -> true;
			case ALREADY_IN -> this.scan.offline() && this.scan.kind() == Scan.Kind.IN;
			default -> false;
		};
	}

}
