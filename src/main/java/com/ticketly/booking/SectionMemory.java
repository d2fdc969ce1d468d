package com.ticketly.booking;

import java.util.OptionalInt;
import java.util.function.Function;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a section: what it last read or wrote.
 */
final class SectionMemory {

	private final SectionKey key;

	/**
	 * Written by the section's queue only, and read by anybody as a hint.
	 */
	private volatile @Nullable Section section;

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

	void forget() {
		this.section = null;
	}

	/**
	 * Returns how many seats were left when last seen.
	 */
	OptionalInt leftWhenSeen() {
		Section known = this.section;
		return (known != null) ? OptionalInt.of(known.left()) : OptionalInt.empty();
	}

}
