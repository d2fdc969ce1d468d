package com.ticketly.drawing;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a seating plan: an SVG image as wide as the place where it is shown.
 * Lengths are in units of the picture, and a phone is about {@value #MIN_WIDTH} of them
 * wide.
 *
 * @param title what the picture is headed by
 * @param front what is in front of the first row, such as {@code Screen}
 * @param states the states of the seats, null for a plan that is not sold
 */
public record SeatingPicture(String title, String front, SeatingPlan plan, @Nullable SeatStates states) {

	private static final int MIN_WIDTH = 340;

	private static final int MARGIN = 2;

	private static final int TITLE_SIZE = 16;

	private static final int TITLE_HEIGHT = 30;

	private static final int FRONT_HEIGHT = 34;

	private static final int HEADING_HEIGHT = 26;

	private static final int PADDING = 8;

	/**
	 * Returns the image as an XML document.
	 */
	public String svg() {
		List<MarkedSection> sections = IntStream.range(0, this.plan.sections().size())
			.mapToObj((no) -> MarkedSection.of(this.plan.sections().get(no), no, this.states))
			.toList();
		List<SeatMark> marks = (this.states != null)
				? List.of(SeatMark.FREE, SeatMark.HELD, SeatMark.TAKEN, SeatMark.BLOCKED)
				: List.of(SeatMark.SEAT, SeatMark.HOUSE);
		return new Layout(sections, marks).draw();
	}

	/**
	 * Arranges the parts of the picture from top to bottom. Texts grow with a wide
	 * picture, so that they stay readable where it is scaled down.
	 */
	private final class Layout {

		private final SvgWriter svg = new SvgWriter();

		private final List<SeatMark> marks;

		private final Legend legend;

		private final List<SectionDrawing> sections;

		private final int width;

		private final double scale;

		private final boolean hasHeadings;

		private final boolean hasFront;

		Layout(List<MarkedSection> sections, List<SeatMark> marks) {
			this.marks = marks;
			this.legend = Legend.of(marks, sections);
			this.sections = sections.stream()
				.map((section) -> SectionDrawing.of(section, sections.size() > 1))
				.toList();
			int widest = this.sections.stream().mapToInt(SectionDrawing::width).max().orElse(0);
			this.width = Math.max(MIN_WIDTH, widest + 2 * MARGIN);
			this.scale = (double) this.width / MIN_WIDTH;
			this.hasHeadings = sections.size() > 1 || !SeatingPicture.this.plan.sections().getFirst().name().isEmpty();
			this.hasFront = sections.stream().anyMatch((section) -> !section.layout().isNumbered());
		}

		private int scaled(int length) {
			return (int) Math.ceil(length * this.scale);
		}

		String draw() {
			this.svg.openRoot("viewBox", "0 0 %d %d".formatted(this.width, height()), "width", "100%",
					"preserveAspectRatio", "xMidYMin", "lang", "en", "role", "img", "aria-labelledby",
					"seating-title seating-desc", "font-family", "system-ui, sans-serif", "text-anchor", "middle");
			this.svg.element("title", SeatingPicture.this.title, "id", "seating-title");
			this.svg.element("desc", this.legend.text(), "id", "seating-desc");
			this.svg.open("defs");
			this.marks.forEach((mark) -> mark.define(this.svg));
			this.svg.close();
			this.svg.empty("rect", "width", "100%", "height", "100%", "fill", "#fff");
			drawHead();
			drawSections();
			return this.svg.close().toString();
		}

		private int height() {
			return scaled(headHeight()) + this.sections.stream().mapToInt(this::height).sum() + PADDING;
		}

		private int height(SectionDrawing section) {
			return headingHeight() + section.height();
		}

		private int headHeight() {
			return TITLE_HEIGHT + this.legend.height() + PADDING + (this.hasFront ? FRONT_HEIGHT : 0);
		}

		private int headingHeight() {
			return this.hasHeadings ? scaled(HEADING_HEIGHT) : 0;
		}

		private void drawHead() {
			this.svg.open("g", "fill", "#1c1c24", "transform", scale());
			this.svg.element("text", Abbreviation.of(SeatingPicture.this.title, MIN_WIDTH / TITLE_SIZE), "x",
					MIN_WIDTH / 2, "y", 21, "font-size", TITLE_SIZE, "font-weight", "bold");
			this.legend.draw(this.svg, PADDING, TITLE_HEIGHT);
			if (this.hasFront) {
				drawFront(TITLE_HEIGHT + this.legend.height() + PADDING);
			}
			this.svg.close();
		}

		private void drawFront(int y) {
			this.svg.empty("path", "d", "M24 %dQ%d %d %d %dv6Q%d %d 24 %dz".formatted(y + 12, MIN_WIDTH / 2, y - 8,
					MIN_WIDTH - 24, y + 12, MIN_WIDTH / 2, y - 2, y + 18), "fill", "#c9c9d4");
			this.svg.element("text", SeatingPicture.this.front, "x", MIN_WIDTH / 2, "y", y + 24, "font-size", 11,
					"letter-spacing", 1);
		}

		private void drawSections() {
			int y = scaled(headHeight());
			for (SectionDrawing section : this.sections) {
				if (this.hasHeadings) {
					drawHeading(section.section(), y);
				}
				section.draw(this.svg, (this.width - section.width()) / 2, y + headingHeight());
				y += height(section);
			}
		}

		private void drawHeading(MarkedSection section, int y) {
			boolean counts = this.sections.size() > 1 && SeatingPicture.this.states != null;
			this.svg.open("g", "font-size", 12, "fill", "#1c1c24", "transform",
					"translate(0 %d) %s".formatted(y, scale()));
			this.svg.open("text", "x", PADDING, "y", 18, "text-anchor", "start", "font-weight", "bold")
				.element("title", section.name())
				.text(Abbreviation.of(section.name(), counts ? 18 : 26))
				.close();
			if (counts) {
				String free = "%d of %d free".formatted(section.count(SeatMark.FREE), section.marks().size());
				this.svg.element("text", free, "x", MIN_WIDTH - PADDING, "y", 18, "text-anchor", "end");
			}
			this.svg.close();
		}

		private String scale() {
			return String.format(Locale.ROOT, "scale(%.3f)", this.scale);
		}

	}

}
