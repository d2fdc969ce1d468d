package com.ticketly.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Explains the marks of a picture, and counts the seats of each.
 */
record Legend(List<Entry> entries) {

	private static final int LINE_HEIGHT = 22;

	private static final int COLUMNS = 2;

	private static final int COLUMN_WIDTH = 164;

	private static final int TEXT_BEGIN = 26;

	static Legend of(List<SeatMark> marks, List<MarkedSection> sections) {
		List<Entry> entries = new ArrayList<>();
		for (SeatMark mark : marks) {
			long count = sections.stream().mapToLong((section) -> section.count(mark)).sum();
			String words = Character.toUpperCase(mark.words().charAt(0)) + mark.words().substring(1);
			entries.add(new Entry(mark.reference(false), "%s: %d".formatted(words, count)));
		}
		long accessible = sections.stream().mapToLong((section) -> section.accessible().cardinality()).sum();
		if (accessible > 0) {
			SeatMark mark = marks.getFirst();
			String text = "Wheelchair-accessible: " + accessible;
			if (mark == SeatMark.FREE) {
				text += " (%d free)"
					.formatted(sections.stream().mapToLong((section) -> section.countAccessible(mark)).sum());
			}
			entries.add(new Entry(mark.reference(true), text));
		}
		return new Legend(entries);
	}

	/**
	 * Returns all entries as one text.
	 */
	String text() {
		return String.join(". ", this.entries.stream().map(Entry::text).toList()) + ".";
	}

	int height() {
		return Math.ceilDiv(this.entries.size(), COLUMNS) * LINE_HEIGHT;
	}

	void draw(SvgWriter svg, int x, int y) {
		svg.open("g", "font-size", 12, "text-anchor", "start");
		for (int i = 0; i < this.entries.size(); i++) {
			Entry entry = this.entries.get(i);
			int left = x + i % COLUMNS * COLUMN_WIDTH;
			int baseline = y + i / COLUMNS * LINE_HEIGHT + 15;
			svg.empty("use", "href", entry.reference(), "x", left + 9, "y", baseline - 1);
			svg.element("text", entry.text(), "x", left + TEXT_BEGIN, "y", baseline);
		}
		svg.close();
	}

	/**
	 * Explains one mark.
	 *
	 * @param reference the reference to the definition of a seat with the mark
	 */
	record Entry(String reference, String text) {
	}

}
