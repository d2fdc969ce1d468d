package com.ticketly.exchange;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests cells that spreadsheets do not run.
 */
class SpreadsheetTextTests {

	@Property
	void everyTextCanBeReadBack(@ForAll @Chars({ '\'', '=', '+', '-', '@', 'a', '\n', '\t' }) String text) {
		String cell = SpreadsheetText.toCell(text);

		assertThat(SpreadsheetText.ofCell(cell)).isEqualTo(text);
		assertThat(cell).doesNotMatch("(?s)[=+@\\-\\t\\n].*");
	}

}
