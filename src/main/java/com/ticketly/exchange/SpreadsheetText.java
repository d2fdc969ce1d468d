package com.ticketly.exchange;

import java.util.regex.Pattern;

/**
 * Texts in cells that spreadsheets show and do not run: one that begins like a formula
 * gets an apostrophe before it, which is removed when the cell is read
 * (<a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>).
 */
final class SpreadsheetText {

	private static final String FORMULA = "[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20]";

	private static final Pattern UNSAFE = Pattern.compile("'*" + FORMULA);

	private static final Pattern ESCAPED = Pattern.compile("'+" + FORMULA);

	private SpreadsheetText() {
	}

	/**
	 * Returns the cell of a text. Apostrophes before a formula are kept, so that every
	 * text can be read back.
	 */
	static String toCell(String text) {
		return UNSAFE.matcher(text).lookingAt() ? "'" + text : text;
	}

	/**
	 * Returns the text of a cell.
	 */
	static String ofCell(String cell) {
		return ESCAPED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
	}

}
