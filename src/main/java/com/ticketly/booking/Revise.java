package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;

/**
 * Lets a section sell another edition of its slot, or nothing any more. Whoever knows an
 * older edition only, on whatever instance, then learns that there is a newer one.
 *
 * @param section the section
 * @param slot the slot as it is
 * @param sells whether anything is sold of it any more
 */
record Revise(SectionKey section, Slot slot, boolean sells) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public Outcome<Section> apply(Ledger ledger) {
		Section section = ledger.section(this.section);
		Section edited = section.withEdition(this.slot.edition(), this.slot.lifecycle().purgeAt());
		Section revised = this.sells ? edited : edited.close();
		if (!revised.equals(section)) {
			ledger.change(revised);
		}
		return Outcome.done(revised);
	}

}
