package com.ticketly.seating;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which seats of a section are free: immutable, seats counted from 0.
 */
public final class SeatMap {

	private static final int HOLD_BYTES = Short.BYTES + Integer.BYTES;

	private final int size;

	/**
	 * Seats that are booked or held.
	 */
	private final BitSet taken;

	private final BitSet blocked;

	/**
	 * Until when those seats are taken that are held.
	 */
	private final SortedMap<Integer, Instant> holds;

	private SeatMap(int size, BitSet taken, BitSet blocked, SortedMap<Integer, Instant> holds) {
		int last = Math.max(taken.length(), blocked.length()) - 1;
		if (last >= size) {
			throw new IllegalArgumentException("A map of %d seats has no seat %d".formatted(size, last));
		}
		this.size = size;
		this.taken = taken;
		this.blocked = blocked;
		this.holds = holds;
	}

	/**
	 * Returns a map of seats that are all free.
	 */
	public static SeatMap free(int size) {
		return new SeatMap(size, new BitSet(size), new BitSet(), new TreeMap<>());
	}

	/**
	 * Reads the forms that {@link #takenBytes()}, {@link #blockedBytes()} and
	 * {@link #holdBytes()} write.
	 * @throws IllegalArgumentException when a seat beyond the size is taken
	 */
	public static SeatMap of(int size, byte[] taken, byte[] blocked, byte[] holds) {
		SortedMap<Integer, Instant> until = new TreeMap<>();
		for (ByteBuffer rest = ByteBuffer.wrap(holds); rest.hasRemaining();) {
			until.put((int) rest.getShort(), Instant.ofEpochSecond(Integer.toUnsignedLong(rest.getInt())));
		}
		return new SeatMap(size, BitSet.valueOf(taken), BitSet.valueOf(blocked), until);
	}

	/**
	 * Returns a bit a seat, the first seat's lowest, without trailing zero bytes: at most
	 * 63 bytes for 500 seats.
	 */
	public byte[] takenBytes() {
		return this.taken.toByteArray();
	}

	/**
	 * Returns the seats that are not for sale, in the form of {@link #takenBytes()}.
	 */
	public byte[] blockedBytes() {
		return this.blocked.toByteArray();
	}

	/**
	 * Returns until when seats are held: two bytes for the seat, and four for the second
	 * since 1970.
	 */
	public byte[] holdBytes() {
		ByteBuffer bytes = ByteBuffer.allocate(this.holds.size() * HOLD_BYTES);
		this.holds.forEach((seat, until) -> bytes.putShort(seat.shortValue()).putInt((int) until.getEpochSecond()));
		return bytes.array();
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
		return this.blocked.isEmpty() ? this.size - this.taken.cardinality() : free().cardinality();
	}

	/**
	 * Returns the seats that are free.
	 */
	public BitSet free() {
		BitSet free = new BitSet(this.size);
		free.set(0, this.size);
		free.andNot(this.taken);
		free.andNot(this.blocked);
		return free;
	}

	/**
	 * Returns the state of a seat, counted from 0. Whether a taken seat is blocked, too,
	 * shows when it is given back.
	 */
	public SeatState state(int seat) {
		if (this.holds.containsKey(seat)) {
			return SeatState.HELD;
		}
		if (this.taken.get(seat)) {
			return SeatState.TAKEN;
		}
		return this.blocked.get(seat) ? SeatState.BLOCKED : SeatState.FREE;
	}

	/**
	 * Chooses seats that are free: the first that lie side by side, or else the first
	 * ones.
	 * @param count how many
	 * @return as many seats, in order
	 * @throws IllegalArgumentException when fewer are left
	 */
	public List<Integer> choose(int count) {
		BitSet free = free();
		if (count > free.cardinality()) {
			throw new IllegalArgumentException("%d seats wanted, %d left".formatted(count, free.cardinality()));
		}
		for (int first = free.nextSetBit(0); first >= 0;) {
			int end = free.nextClearBit(first);
			if (end - first >= count) {
				return IntStream.range(first, first + count).boxed().toList();
			}
			first = free.nextSetBit(end);
		}
		return free.stream().limit(count).boxed().toList();
	}

	/**
	 * Takes seats.
	 * @throws IllegalStateException when one of them is not free
	 */
	public SeatMap take(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.taken.clone();
		for (int seat : seats) {
			if (changed.get(seat) || this.blocked.get(seat)) {
				throw new IllegalStateException("Seat %d is not free".formatted(seat));
			}
			changed.set(seat);
		}
		return new SeatMap(this.size, changed, this.blocked, this.holds);
	}

	/**
	 * Takes seats for a while.
	 * @param until when they are free again, in whole seconds
	 * @throws IllegalStateException when one of them is not free
	 */
	public SeatMap hold(Collection<Integer> seats, Instant until) {
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.holds);
		seats.forEach((seat) -> changed.put(seat, until));
		return new SeatMap(this.size, take(seats).taken, this.blocked, changed);
	}

	/**
	 * Returns whether seats are held until a time.
	 */
	public boolean isHeld(Collection<Integer> seats, Instant until) {
		return seats.stream().allMatch((seat) -> until.equals(this.holds.get(seat)));
	}

	/**
	 * Keeps held seats taken for good.
	 */
	public SeatMap confirm(Collection<Integer> seats) {
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.holds);
		seats.forEach(changed::remove);
		return new SeatMap(this.size, this.taken, this.blocked, changed);
	}

	/**
	 * Gives back seats that are booked or held.
	 * @throws IllegalStateException when one of them is free
	 */
	public SeatMap free(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.taken.clone();
		for (int seat : seats) {
			if (!changed.get(seat)) {
				throw new IllegalStateException("Seat %d is free already".formatted(seat));
			}
			changed.clear(seat);
		}
		return new SeatMap(this.size, changed, this.blocked, confirm(seats).holds);
	}

	/**
	 * Takes seats out of the sale. Those that are taken stay so until they are given
	 * back.
	 */
	public SeatMap block(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.blocked.clone();
		seats.forEach(changed::set);
		return new SeatMap(this.size, this.taken, changed, this.holds);
	}

	/**
	 * Puts seats on sale again.
	 */
	public SeatMap unblock(Collection<Integer> seats) {
		BitSet changed = (BitSet) this.blocked.clone();
		seats.forEach(changed::clear);
		return new SeatMap(this.size, this.taken, changed, this.holds);
	}

	/**
	 * Returns this map as it is at a time, when holds have ended.
	 */
	public SeatMap asOf(Instant now) {
		if (this.holds.isEmpty()) {
			return this;
		}
		List<Integer> ended = this.holds.entrySet()
			.stream()
			.filter((hold) -> !now.isBefore(hold.getValue()))
			.map(SortedMap.Entry::getKey)
			.toList();
		return ended.isEmpty() ? this : free(ended);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SeatMap map && this.size == map.size && this.taken.equals(map.taken)
				&& this.blocked.equals(map.blocked) && this.holds.equals(map.holds);
	}

	@Override
	public int hashCode() {
		return 31 * this.size + this.taken.hashCode();
	}

	@Override
	public String toString() {
		return "%d of %d left, taken %s, blocked %s, held %s".formatted(left(), this.size, this.taken, this.blocked,
				this.holds);
	}

}
