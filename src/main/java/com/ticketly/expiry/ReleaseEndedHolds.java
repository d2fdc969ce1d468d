package com.ticketly.expiry;

import java.util.List;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Removes holds that have ended from the item of a section.
 *
 * @param key the section
 */
record ReleaseEndedHolds(SectionKey key) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.key);
	}

	@Override
	public int items() {
		return 0;
	}

	@Override
	public Section apply(UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.key);
		if (unitOfWork.hasEndedHolds(this.key)) {
			unitOfWork.put(section);
		}
		return section;
	}

}
