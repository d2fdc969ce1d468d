package com.ticketly.expiry;

import java.util.List;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;

/**
 * Updates a section to the current edition of its slot, and closes it if it is no longer
 * on sale. Instances that have cached an older edition detect the new one when they next
 * write the section.
 *
 * @param slot the slot as it is stored
 * @param sells whether the section stays open
 */
record ApplySlotChange(SectionKey key, Slot slot, boolean sells) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.key);
	}

	@Override
	public Section apply(UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.key);
		Section edited = section.withEdition(this.slot.edition(), this.slot.lifecycle().purgeAt());
		Section revised = this.sells ? edited : edited.close();
		if (!revised.equals(section)) {
			unitOfWork.put(revised);
		}
		return revised;
	}

}
