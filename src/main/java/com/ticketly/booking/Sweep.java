package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Lets a section's item catch up with time: the holds that have ended are dropped.
 *
 * @param section the section
 */
record Sweep(SectionKey section) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public Outcome<Section> apply(Ledger ledger) {
		return Outcome.done(ledger.catchUp(this.section));
	}

}
