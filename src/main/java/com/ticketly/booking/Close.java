package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Ends the sales from a section.
 *
 * @param section the section
 */
record Close(SectionKey section) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public Outcome<Section> apply(Ledger ledger) {
		Section section = ledger.section(this.section);
		if (section.open()) {
			ledger.change(section.close());
		}
		return Outcome.done(section);
	}

}
