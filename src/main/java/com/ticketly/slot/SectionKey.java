package com.ticketly.slot;

import java.util.Comparator;

/**
 * Names a section.
 *
 * @param slot the slot it is of
 * @param no its number in the slot, from 0
 */
public record SectionKey(SlotId slot, int no) implements Comparable<SectionKey> {

	private static final Comparator<SectionKey> ORDER = Comparator.comparing(SectionKey::slot)
		.thenComparingInt(SectionKey::no);

	/**
	 * Reads the form that {@link #toString()} writes.
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
