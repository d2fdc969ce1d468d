package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Lets a section sell another edition of its slot, or nothing any more. Whoever knows an
 * older edition only, on whatever instance, then learns that there is a newer one.
 *
 * @param section the section
 * @param edition the edition
 * @param sells whether anything is sold of it any more
 */
record Revise(SectionKey section, long edition, boolean sells) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public Outcome<Section> apply(Ledger ledger) {
		Section section = ledger.section(this.section);
		if (section.edition() < this.edition || (section.open() && !this.sells)) {
			ledger.change(section.revise(Math.max(section.edition(), this.edition), this.sells));
		}
		return Outcome.done(section);
	}

}
