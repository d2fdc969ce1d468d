package com.ticketly.commit;

import java.util.Optional;
import java.util.function.Function;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;

/**
 * The state of a section as this instance last read or wrote it. It is a hint: only the
 * condition of a transaction proves that it is current.
 * <p>
 * Only the queue of the section writes it; any thread may read it.
 */
final class CachedSection {

	/**
	 * For how many written groups a conflict marks the section as contended.
	 */
	private static final int CONTENDED_GROUPS = 20;

	private final SectionKey key;

	private volatile @Nullable Section section;

	private volatile int contendedGroups;

	CachedSection(SectionKey key) {
		this.key = key;
	}

	SectionKey key() {
		return this.key;
	}

	Optional<Section> peek() {
		return Optional.ofNullable(this.section);
	}

	Section get(Function<SectionKey, Section> reader) {
		Section cached = this.section;
		if (cached == null) {
			cached = reader.apply(this.key);
			this.section = cached;
		}
		return cached;
	}

	void set(Section section) {
		this.section = section;
	}

	void evict() {
		this.section = null;
	}

	void recordConflict() {
		this.contendedGroups = CONTENDED_GROUPS;
	}

	void recordWrite() {
		this.contendedGroups = Math.max(0, this.contendedGroups - 1);
	}

	/**
	 * Returns whether another instance wrote the section recently, within the last
	 * {@value #CONTENDED_GROUPS} groups of this instance.
	 */
	boolean isContended() {
		return this.contendedGroups > 0;
	}

}
