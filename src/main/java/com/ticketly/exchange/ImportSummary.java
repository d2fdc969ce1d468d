package com.ticketly.exchange;

import java.util.EnumMap;
import java.util.Map;

import com.ticketly.exchange.RowResult.Kind;

/**
 * Counts the results of an import.
 */
final class ImportSummary {

	private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

	private final boolean dryRun;

	ImportSummary(boolean dryRun) {
		this.dryRun = dryRun;
	}

	void add(RowResult result) {
		this.counts.merge(result.result(), 1, Integer::sum);
	}

	/**
	 * Returns the last line of an answer, which has one text in a CSV file.
	 */
	Object line(FileFormat format) {
		Line line = new Line("summary", this.counts.values().stream().mapToInt(Integer::intValue).sum(),
				count(Kind.CREATED), count(Kind.CHANGED), count(Kind.UNCHANGED), count(Kind.REFUSED),
				count(Kind.FAILED), this.dryRun);
		return (format == FileFormat.NDJSON) ? line
				: new Text(line.result(),
						"%d rows: %d created, %d changed, %d unchanged, %d refused, %d failed%s".formatted(line.rows(),
								line.created(), line.changed(), line.unchanged(), line.refused(), line.failed(),
								this.dryRun ? " (dry run: nothing was written)" : ""));
	}

	private int count(Kind kind) {
		return this.counts.getOrDefault(kind, 0);
	}

	/**
	 * The counts.
	 */
	record Line(String result, int rows, int created, int changed, int unchanged, int refused, int failed,
			boolean dryRun) {
	}

	/**
	 * The counts as a text.
	 */
	record Text(String result, String problem) {
	}

}
