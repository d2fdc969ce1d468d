package com.ticketly.admission;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who passed the door with a ticket, in order of time. Of several who went in, the first
 * one counts until they leave.
 */
final class Movements {

	private final List<RecordedScan> entries = new ArrayList<>();

	private final List<RecordedScan> exits = new ArrayList<>();

	/**
	 * Those who went in although somebody was in, in addition to the one who counts.
	 */
	private final List<RecordedScan> others = new ArrayList<>();

	private @Nullable RecordedScan inside;

	/**
	 * Creates the movements.
	 * @param scans the scans that count, in order of time
	 */
	Movements(List<RecordedScan> scans) {
		for (RecordedScan scan : scans) {
			if (!scan.scan().kind().letsIn()) {
				if (this.inside != null) {
					this.exits.add(scan);
					this.inside = null;
					this.others.clear();
				}
			}
			else if (this.inside == null) {
				this.entries.add(scan);
				this.inside = scan;
			}
			else {
				this.others.add(scan);
			}
		}
	}

	/**
	 * Returns the scan by which somebody is in, null if nobody is.
	 */
	@Nullable RecordedScan inside() {
		return this.inside;
	}

	/**
	 * Returns the scans that let in somebody else while one is in.
	 */
	List<RecordedScan> others() {
		return this.others;
	}

	List<RecordedScan> entries() {
		return this.entries;
	}

	List<RecordedScan> exits() {
		return this.exits;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

}
