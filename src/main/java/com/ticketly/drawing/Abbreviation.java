package com.ticketly.drawing;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Shortens texts to one line. The fonts of clients are unknown, so widths are estimated,
 * in font sizes.
 */
final class Abbreviation {

	private static final String ELLIPSIS = "\u2026";

	private static final double NARROW = 0.58;

	private static final double UPPER_CASE = 0.72;

	private static final double WIDE = 1.05;

	/**
	 * The first code point that is estimated to be wide, as those of Korean, Chinese, and
	 * Japanese and emojis are.
	 */
	private static final int FIRST_WIDE = 0x1100;

	private Abbreviation() {
	}

	static String of(String text, double width) {
		if (widthOf(text) <= width) {
			return text;
		}
		BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
		characters.setText(text);
		double used = WIDE;
		int end = 0;
		for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
			used += widthOf(text.substring(end, next));
			if (used > width) {
				break;
			}
			end = next;
		}
		return text.substring(0, end).stripTrailing() + ELLIPSIS;
	}

	private static double widthOf(String text) {
		return text.codePoints().mapToDouble(Abbreviation::widthOf).sum();
	}

	private static double widthOf(int point) {
		if (point >= FIRST_WIDE) {
			return WIDE;
		}
		return Character.isUpperCase(point) ? UPPER_CASE : NARROW;
	}

}
