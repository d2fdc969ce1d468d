package com.ticketly.drawing;

import java.util.Locale;

import com.ticketly.seating.SeatState;

/**
 * What a picture shows of a seat. Marks differ by their signs, so that they can be told
 * apart without colors. Accessible seats are round.
 */
enum SeatMark {

	FREE("free", "#e3f4e8", "#0b6b32", "", "#0b6b32"),

	/**
	 * The sign is an hourglass.
	 */
	HELD("held", "#ffefcc", "#8a4b00", "M-3.5-8.5h7l-7 11h7z", "#8a4b00"),

	TAKEN("taken", "#4a4a57", "#4a4a57", "M-4-7l8 8m0-8l-8 8", "#fff"),

	BLOCKED("not for sale", "#fff", "#6b6b76", "M-5 2L5-8", "#6b6b76"),

	/**
	 * A seat of a plan without states.
	 */
	SEAT("seat", "#e8eef9", "#27407a", "", "#27407a"),

	/**
	 * A house seat of a plan without states.
	 */
	HOUSE("house seat", "#fff", "#6b6b76", "M-5 2L5-8", "#6b6b76");

	private static final String WHEELCHAIR_HEAD = "M-1.3-8.6v0";

	private static final String WHEELCHAIR = "M-1.3-6.2v4.4h3.7l1.9 4.2M-1.3-4.3h3M-2.9-2.7a3.7 3.7 0 1 0 5.2 4.6";

	private final String words;

	private final String fill;

	private final String outline;

	private final String sign;

	private final String signColor;

	SeatMark(String words, String fill, String outline, String sign, String signColor) {
		this.words = words;
		this.fill = fill;
		this.outline = outline;
		this.sign = sign;
		this.signColor = signColor;
	}

	static SeatMark of(SeatState state) {
		return switch (state) {
			case FREE -> FREE;
			case HELD -> HELD;
			case TAKEN -> TAKEN;
			case BLOCKED -> BLOCKED;
		};
	}

	/**
	 * Returns what the mark says, in lower case.
	 */
	String words() {
		return this.words;
	}

	/**
	 * Returns whether seats show their numbers instead of a sign.
	 */
	boolean showsNumber() {
		return this.sign.isEmpty();
	}

	/**
	 * Returns the reference to the definition of a seat with this mark.
	 */
	String reference(boolean accessible) {
		return "#" + id(accessible);
	}

	private String id(boolean accessible) {
		return (accessible ? "wheelchair-" : "seat-") + name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Defines seats with this mark, whose position is the middle of their text.
	 */
	void define(SvgWriter svg) {
		svg.open("g", "id", id(false), "fill", this.fill, "stroke", this.outline, "stroke-width", 1.4);
		svg.empty("rect", "x", -9, "y", -12, "width", 18, "height", 18, "rx", 4, "stroke-dasharray", dashes());
		drawSign(svg, this.sign);
		svg.close();
		svg.open("g", "id", id(true), "fill", this.fill, "stroke", this.outline, "stroke-width", 1.4);
		svg.empty("circle", "cy", -3, "r", 9, "stroke-dasharray", dashes());
		if (showsNumber()) {
			drawSign(svg, WHEELCHAIR);
			svg.empty("path", "d", WHEELCHAIR_HEAD, "stroke-width", 3, "stroke-linecap", "round");
		}
		drawSign(svg, this.sign);
		svg.close();
	}

	private String dashes() {
		return (this == BLOCKED || this == HOUSE) ? "3 2" : "none";
	}

	private void drawSign(SvgWriter svg, String path) {
		if (!path.isEmpty()) {
			svg.empty("path", "d", path, "fill", "none", "stroke", this.signColor, "stroke-width", 1.6,
					"stroke-linecap", "round");
		}
	}

}
