package com.ticketly.drawing;

import java.util.List;

/**
 * Draws the lines of a section, with labels at both ends.
 *
 * @param section what is drawn
 * @param lines the lines, from front to back
 * @param prefix what titles of seats begin with
 */
record SectionDrawing(MarkedSection section, List<SeatLine> lines, String prefix) {

	private static final int LINE_HEIGHT = 22;

	private static final int BASELINE = 14;

	private static final int DIGIT_WIDTH = 6;

	private static final int LABEL_SIZE = 10;

	private static final int MIN_LABEL_WIDTH = 18;

	/**
	 * How many letters a name in the titles of seats has, which have it each.
	 */
	private static final int PREFIX_WIDTH = 24;

	/**
	 * Creates the drawing of a section.
	 * @param named whether the titles of seats contain the name of the section
	 */
	static SectionDrawing of(MarkedSection section, boolean named) {
		String prefix = (named && !section.layout().isNumbered())
				? Abbreviation.of(section.name(), PREFIX_WIDTH) + ", row " : "Row ";
		return new SectionDrawing(section, SeatLine.of(section.layout()), prefix);
	}

	int width() {
		return this.lines.stream().mapToInt(SeatLine::width).max().orElse(0) + 2 * labelWidth();
	}

	int height() {
		return this.lines.size() * LINE_HEIGHT;
	}

	private int labelWidth() {
		int longest = this.lines.stream().mapToInt((line) -> line.right().length()).max().orElse(0);
		return Math.max(MIN_LABEL_WIDTH, longest * DIGIT_WIDTH + 4);
	}

	/**
	 * Draws the section.
	 * @param x its left end
	 * @param y its upper end
	 */
	void draw(SvgWriter svg, int x, int y) {
		svg.open("g", "font-size", LABEL_SIZE, "fill", "#44444f", "transform", "translate(%d %d)".formatted(x, y));
		int baseline = BASELINE;
		for (SeatLine line : this.lines) {
			drawLine(svg, line, baseline);
			baseline += LINE_HEIGHT;
		}
		svg.close();
	}

	private void drawLine(SvgWriter svg, SeatLine line, int baseline) {
		int begin = this.section.layout().isNumbered() ? labelWidth() : (width() - line.width()) / 2;
		svg.open("g", "transform", "translate(0 %d)".formatted(baseline));
		svg.element("text", line.left(), "x", labelWidth() / 2);
		svg.element("text", line.right(), "x", width() - labelWidth() / 2);
		line.forEachSeat((seat, x) -> {
			boolean accessible = this.section.isAccessible(seat);
			svg.open("use", "href", this.section.mark(seat).reference(accessible), "x", begin + x);
			svg.element("title", title(line, seat));
			svg.close();
		});
		svg.open("text", "font-size", numberSize(line), "fill", "#1c1c24", "pointer-events", "none");
		line.forEachSeat((seat, x) -> {
			if (this.section.mark(seat).showsNumber() && !this.section.isAccessible(seat)) {
				svg.element("tspan", Integer.toString(line.number(seat)), "x", begin + x);
			}
		});
		svg.close();
		svg.close();
	}

	private static double numberSize(SeatLine line) {
		return switch (Integer.toString(line.number(line.first())).length()) {
			case 1, 2 -> 9;
			case 3 -> 8;
			case 4 -> 6.6;
			default -> 5.4;
		};
	}

	private String title(SeatLine line, int seat) {
		StringBuilder title = new StringBuilder();
		if (line.row().letters().isEmpty()) {
			title.append("Seat ");
		}
		else {
			title.append(this.prefix).append(line.row().letters()).append(", seat ");
		}
		title.append(line.number(seat));
		SeatMark mark = this.section.mark(seat);
		if (mark != SeatMark.SEAT) {
			title.append(", ").append(mark.words());
		}
		return title.append(this.section.isAccessible(seat) ? ", wheelchair-accessible" : "").toString();
	}

}
