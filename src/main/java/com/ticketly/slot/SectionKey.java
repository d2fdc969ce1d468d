package com.ticketly.slot;

import java.util.Comparator;

/**
 * The key of a section.
 *
 * @param no its number within the slot, from 0
 */
public record SectionKey(SlotId slot, int no) implements Comparable<SectionKey> {

	private static final Comparator<SectionKey> ORDER = Comparator.comparing(SectionKey::slot)
		.thenComparingInt(SectionKey::no);

	/**
	 * Parses the form that {@link #toString()} returns.
	 */
	public static SectionKey parse(String text) {
		int hash = text.lastIndexOf('#');
		return new SectionKey(new SlotId(text.substring(0, hash)), Integer.parseInt(text.substring(hash + 1)));
	}

	@Override
	public int compareTo(SectionKey other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.slot + "#" + this.no;
	}

}
