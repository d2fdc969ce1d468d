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
		Section closed = ledger.section(this.section).close();
		ledger.change(closed);
		return Outcome.done(closed);
	}

}
