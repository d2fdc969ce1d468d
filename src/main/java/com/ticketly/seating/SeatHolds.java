package com.ticketly.seating;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The held seats of a section, and when each hold ends. It is immutable.
 */
public final class SeatHolds {

	/**
	 * No holds.
	 */
	public static final SeatHolds NONE = new SeatHolds(new TreeMap<>());

	private static final int BYTES = Short.BYTES + Integer.BYTES;

	private final SortedMap<Integer, Instant> ends;

	private SeatHolds(SortedMap<Integer, Instant> ends) {
		this.ends = ends;
	}

	/**
	 * Reads the bytes that {@link #toBytes()} writes.
	 */
	public static SeatHolds of(byte[] bytes) {
		SortedMap<Integer, Instant> ends = new TreeMap<>();
		for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining();) {
			ends.put((int) rest.getShort(), Instant.ofEpochSecond(Integer.toUnsignedLong(rest.getInt())));
		}
		return new SeatHolds(ends);
	}

	/**
	 * Returns six bytes for each hold, in big-endian order: two for the seat, and four
	 * for the end in seconds since 1970.
	 */
	public byte[] toBytes() {
		ByteBuffer bytes = ByteBuffer.allocate(this.ends.size() * BYTES);
		this.ends.forEach((seat, end) -> bytes.putShort(seat.shortValue()).putInt((int) end.getEpochSecond()));
		return bytes.array();
	}

	boolean contains(int seat) {
		return this.ends.containsKey(seat);
	}

	boolean endAt(Collection<Integer> seats, Instant end) {
		return seats.stream().allMatch((seat) -> end.equals(this.ends.get(seat)));
	}

	/**
	 * Returns the seats whose holds have ended at a time.
	 */
	List<Integer> ended(Instant now) {
		if (this.ends.isEmpty()) {
			return List.of();
		}
		return this.ends.entrySet()
			.stream()
			.filter((hold) -> !now.isBefore(hold.getValue()))
			.map(SortedMap.Entry::getKey)
			.toList();
	}

	SeatHolds with(Collection<Integer> seats, Instant end) {
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.ends);
		seats.forEach((seat) -> changed.put(seat, end));
		return new SeatHolds(changed);
	}

	SeatHolds without(Collection<Integer> seats) {
		if (this.ends.isEmpty()) {
			return this;
		}
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.ends);
		seats.forEach(changed::remove);
		return new SeatHolds(changed);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SeatHolds holds && this.ends.equals(holds.ends);
	}

	@Override
	public int hashCode() {
		return this.ends.hashCode();
	}

	@Override
	public String toString() {
		return this.ends.toString();
	}

}
