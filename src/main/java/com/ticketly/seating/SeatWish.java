package com.ticketly.seating;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Which seats of a section a customer wants who lets the service choose.
 *
 * @param among the seats to choose from, which never change, null for all
 * @param accessible how many of the chosen seats are accessible, at least; 0 for a
 * customer who needs none
 */
public record SeatWish(@Nullable BitSet among, int accessible) {

	/**
	 * Any seats of the section.
	 */
	public static final SeatWish ANY = new SeatWish(null, 0);

	/**
	 * Returns the free seats to choose from.
	 */
	BitSet of(BitSet free) {
		if (this.among == null) {
			return free;
		}
		BitSet both = (BitSet) this.among.clone();
		both.and(free);
		return both;
	}

}
