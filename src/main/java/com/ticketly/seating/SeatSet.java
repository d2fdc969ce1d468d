package com.ticketly.seating;

import java.util.BitSet;
import java.util.Collection;

/**
 * An immutable set of seats.
 */
public final class SeatSet {

	/**
	 * The empty set.
	 */
	public static final SeatSet NONE = new SeatSet(new BitSet());

	private final BitSet bits;

	private SeatSet(BitSet bits) {
		this.bits = bits;
	}

	/**
	 * Reads the bytes that {@link #toBytes()} writes.
	 */
	public static SeatSet of(byte[] bytes) {
		return new SeatSet(BitSet.valueOf(bytes));
	}

	/**
	 * Returns one bit for each seat, from the lowest bit of the first byte, without
	 * trailing zero bytes: at most 63 bytes for 500 seats.
	 */
	public byte[] toBytes() {
		return this.bits.toByteArray();
	}

	/**
	 * Returns the number of seats.
	 */
	public int size() {
		return this.bits.cardinality();
	}

	/**
	 * Returns the index after the last seat of the set.
	 */
	int end() {
		return this.bits.length();
	}

	boolean contains(int seat) {
		return this.bits.get(seat);
	}

	SeatSet with(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.bits.clone();
		seats.forEach(changed::set);
		return new SeatSet(changed);
	}

	SeatSet without(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.bits.clone();
		seats.forEach(changed::clear);
		return new SeatSet(changed);
	}

	void removeFrom(BitSet seats) {
		seats.andNot(this.bits);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SeatSet set && this.bits.equals(set.bits);
	}

	@Override
	public int hashCode() {
		return this.bits.hashCode();
	}

	@Override
	public String toString() {
		return this.bits.toString();
	}

}
