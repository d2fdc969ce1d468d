package com.ticketly.commit;

import java.util.Comparator;

import com.ticketly.slot.SectionKey;

/**
 * How much a section is preferred by a command that accepts any of several.
 *
 * @param owned whether this instance owns it
 * @param contended whether another instance wrote it lately
 * @param batch the size of the batch that the command would join, 0 if none
 */
record Preference(SectionKey section, boolean owned, boolean contended, int batch) {

	/**
	 * Preferred sections come first.
	 */
	static final Comparator<Preference> ORDER = Comparator.comparing(Preference::owned, Comparator.reverseOrder())
		.thenComparing(Preference::contended)
		.thenComparing(Preference::batch, Comparator.reverseOrder());

}
