package com.ticketly.slot;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which seats of a section are taken: immutable, one bit a seat, seats counted from 0.
 */
public final class SeatMap {

	private final int size;

	private final BitSet taken;

	private SeatMap(int size, BitSet taken) {
		if (taken.length() > size) {
			throw new IllegalArgumentException("A map of %d seats has no seat %d".formatted(size, taken.length() - 1));
		}
		this.size = size;
		this.taken = taken;
	}

	/**
	 * Returns a map of seats that are all free.
	 */
	public static SeatMap free(int size) {
		return new SeatMap(size, new BitSet(size));
	}

	/**
	 * Reads the form that {@link #toBytes()} writes.
	 * @throws IllegalArgumentException when a seat beyond the size is taken
	 */
	public static SeatMap of(int size, byte[] taken) {
		return new SeatMap(size, BitSet.valueOf(taken));
	}

	/**
	 * Returns the bits, the first seat's lowest, without trailing zero bytes: at most 63
	 * bytes for 500 seats.
	 */
	public byte[] toBytes() {
		return this.taken.toByteArray();
	}

	/**
	 * Returns how many seats there are.
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns how many seats are free.
	 */
	public int left() {
		return this.size - this.taken.cardinality();
	}

	/**
	 * Returns whether a seat, counted from 0, is taken.
	 */
	public boolean isTaken(int seat) {
		return this.taken.get(seat);
	}

	/**
	 * Chooses seats that are free: the first that lie side by side, or else the first
	 * ones.
	 * @param count how many
	 * @return as many seats, in order
	 * @throws IllegalArgumentException when fewer are left
	 */
	public List<Integer> choose(int count) {
		if (count > left()) {
			throw new IllegalArgumentException("%d seats wanted, %d left".formatted(count, left()));
		}
		for (int first = this.taken.nextClearBit(0); first + count <= this.size;) {
			int end = this.taken.nextSetBit(first);
			if (end < 0 || end - first >= count) {
				return IntStream.range(first, first + count).boxed().toList();
			}
			first = this.taken.nextClearBit(end);
		}
		return IntStream.range(0, this.size).filter((seat) -> !isTaken(seat)).limit(count).boxed().toList();
	}

	/**
	 * Takes seats.
	 * @throws IllegalStateException when one of them is taken
	 */
	public SeatMap take(Collection<Integer> seats) {
		return change(seats, true);
	}

	/**
	 * Frees seats.
	 * @throws IllegalStateException when one of them is free
	 */
	public SeatMap free(Collection<Integer> seats) {
		return change(seats, false);
	}

	private SeatMap change(Collection<Integer> seats, boolean toTaken) {
		BitSet changed = (BitSet) this.taken.clone();
		for (int seat : seats) {
			if (changed.get(seat) == toTaken) {
				throw new IllegalStateException("Seat %d is %s already".formatted(seat, toTaken ? "taken" : "free"));
			}
			changed.set(seat, toTaken);
		}
		return new SeatMap(this.size, changed);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SeatMap map && this.size == map.size && this.taken.equals(map.taken);
	}

	@Override
	public int hashCode() {
		return 31 * this.size + this.taken.hashCode();
	}

	@Override
	public String toString() {
		return "%d of %d left, taken %s".formatted(left(), this.size, this.taken);
	}

}
