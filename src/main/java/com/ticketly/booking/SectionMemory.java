package com.ticketly.booking;

import java.util.Optional;
import java.util.function.Function;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a section: what it last read or wrote.
 */
final class SectionMemory {

	/**
	 * For how many groups a lost one is remembered.
	 */
	private static final int RIVALRY = 20;

	private final SectionKey key;

	/**
	 * Written by the section's queue only, and read by anybody as a hint.
	 */
	private volatile @Nullable Section section;

	/**
	 * Likewise.
	 */
	private volatile int groupsWithRivals;

	SectionMemory(SectionKey key) {
		this.key = key;
	}

	SectionKey key() {
		return this.key;
	}

	boolean isKnown() {
		return this.section != null;
	}

	Section recall(Function<SectionKey, Section> reader) {
		Section known = this.section;
		if (known == null) {
			known = reader.apply(this.key);
			this.section = known;
		}
		return known;
	}

	void remember(@Nullable Section section) {
		this.section = section;
	}

	/**
	 * Notes that another instance wrote first.
	 */
	void lose() {
		this.groupsWithRivals = RIVALRY;
	}

	/**
	 * Returns whether another instance has written of late, in terms of this one's
	 * groups.
	 */
	boolean hasRivals() {
		return this.groupsWithRivals > 0;
	}

	/**
	 * Counts a written group, after enough of which rivals are forgotten.
	 */
	void countGroup() {
		this.groupsWithRivals = Math.max(0, this.groupsWithRivals - 1);
	}

	void forget() {
		this.section = null;
	}

	/**
	 * Returns the section as it was last seen.
	 */
	Optional<Section> lastSeen() {
		return Optional.ofNullable(this.section);
	}

}
