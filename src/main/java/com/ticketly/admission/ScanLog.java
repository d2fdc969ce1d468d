package com.ticketly.admission;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * All scans of a ticket. It decides what becomes of the next one.
 *
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 */
record ScanLog(ScanLogKey key, List<RecordedScan> scans, @Nullable Long purgeAt,
		long version) implements Versioned<ScanLog> {

	/**
	 * The maximum number of scans of a ticket that are stored. They fit into an item, and
	 * nobody leaves and comes back this often.
	 */
	static final int MAX_SCANS = 200;

	ScanLog {
		scans = List.copyOf(scans);
	}

	static ScanLog empty(ScanLogKey key, @Nullable Long purgeAt) {
		return new ScanLog(key, List.of(), purgeAt, 0);
	}

	Optional<RecordedScan> find(String scanId) {
		return this.scans.stream().filter((scan) -> scan.id().equals(scanId)).findFirst();
	}

	boolean isFull() {
		return this.scans.size() >= MAX_SCANS;
	}

	/**
	 * Decides a scan.
	 * @param refusal why the ticket is not valid, null if it is
	 */
	RecordedScan decide(Scan scan, @Nullable ScanOutcome refusal, Instant now) {
		Instant at = timeOf(scan, now);
		return switch (scan.kind()) {
			case IN -> (refusal != null) ? new RecordedScan(scan, refusal, at, now, List.of()) : enter(scan, at, now);
			case TURN_AWAY -> turnAway(scan, refusal, at, now);
			case OVERRIDE -> new RecordedScan(scan, ScanOutcome.ADMITTED, at, now, idsOf(insideAt(scan, at)));
			case OUT -> new RecordedScan(scan, insideAt(scan, at).isEmpty() ? ScanOutcome.NOT_IN : ScanOutcome.LEFT, at,
					now, List.of());
			case UNDO -> undo(scan, at, now);
		};
	}

	/**
	 * Returns when a scan happened. One that was decided by the service comes after those
	 * that are known, whatever the clocks of devices and instances say.
	 */
	private Instant timeOf(Scan scan, Instant now) {
		if (scan.offline()) {
			return scan.scannedAt().isBefore(now) ? scan.scannedAt() : now;
		}
		return this.scans.stream()
			.map(RecordedScan::at)
			.max(Instant::compareTo)
			.map((last) -> last.plusMillis(1))
			.filter(now::isBefore)
			.orElse(now);
	}

	private RecordedScan enter(Scan scan, Instant at, Instant now) {
		Predicate<RecordedScan> before = isBefore(scan, at);
		Movements until = movements(before);
		RecordedScan inside = until.inside();
		if (inside != null) {
			Stream<RecordedScan> others = scan.offline() ? until.others().stream() : Stream.empty();
			return new RecordedScan(scan, ScanOutcome.ALREADY_IN, at, now,
					idsOf(Stream.concat(Stream.of(inside), others).toList()));
		}
		List<RecordedScan> others = counting(before.negate()).takeWhile((later) -> later.scan().kind().letsIn())
			.toList();
		return new RecordedScan(scan, ScanOutcome.ADMITTED, at, now, idsOf(others));
	}

	private RecordedScan turnAway(Scan scan, @Nullable ScanOutcome refusal, Instant at, Instant now) {
		List<RecordedScan> inside = insideAt(scan, at);
		ScanOutcome otherwise = inside.isEmpty() ? ScanOutcome.TURNED_AWAY : ScanOutcome.ALREADY_IN;
		return new RecordedScan(scan, (refusal != null) ? refusal : otherwise, at, now,
				(refusal != null) ? List.of() : idsOf(inside));
	}

	private List<RecordedScan> insideAt(Scan scan, Instant at) {
		RecordedScan inside = movements(isBefore(scan, at)).inside();
		return (inside != null) ? List.of(inside) : List.of();
	}

	private static Predicate<RecordedScan> isBefore(Scan scan, Instant at) {
		RecordedScan position = new RecordedScan(scan, ScanOutcome.UNKNOWN, at, at, List.of());
		return (recorded) -> RecordedScan.ORDER.compare(recorded, position) < 0;
	}

	private static List<String> idsOf(List<RecordedScan> scans) {
		return scans.stream().map(RecordedScan::id).toList();
	}

	private RecordedScan undo(Scan scan, Instant at, Instant now) {
		boolean known = counting((recorded) -> true).anyMatch((recorded) -> recorded.id().equals(scan.undoes()));
		return new RecordedScan(scan, known ? ScanOutcome.UNDONE : ScanOutcome.UNKNOWN, at, now, List.of());
	}

	/**
	 * Returns who passed the door with the ticket.
	 */
	Movements movements() {
		return movements((scan) -> true);
	}

	private Movements movements(Predicate<RecordedScan> filter) {
		return new Movements(counting(filter).toList());
	}

	/**
	 * Returns the scans that count, in order of time. A scan that was made offline may be
	 * undone before it is known.
	 */
	private Stream<RecordedScan> counting(Predicate<RecordedScan> filter) {
		Set<String> undone = this.scans.stream()
			.map((scan) -> scan.scan().undoes())
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		return this.scans.stream()
			.filter((scan) -> scan.counts() && !undone.contains(scan.id()))
			.sorted(RecordedScan.ORDER)
			.filter(filter);
	}

	ScanLog with(RecordedScan scan) {
		return new ScanLog(this.key, Stream.concat(this.scans.stream(), Stream.of(scan)).toList(), this.purgeAt,
				this.version);
	}

	@Override
	public ScanLog nextVersion() {
		return new ScanLog(this.key, this.scans, this.purgeAt, this.version + 1);
	}

}
