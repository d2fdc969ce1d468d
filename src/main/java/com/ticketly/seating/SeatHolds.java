package com.ticketly.seating;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The held seats of a section, and when each hold ends.
 *
 * @param ends the end of each hold by seat; the map is not copied
 */
public record SeatHolds(SortedMap<Integer, Instant> ends) {

	/**
	 * No holds.
	 */
	public static final SeatHolds NONE = new SeatHolds(new TreeMap<>());

	public SeatHolds {
		ends = Collections.unmodifiableSortedMap(ends);
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
		ByteBuffer bytes = ByteBuffer.allocate(this.ends.size() * (Short.BYTES + Integer.BYTES));
		this.ends.forEach((seat, end) -> bytes.putShort(seat.shortValue()).putInt((int) end.getEpochSecond()));
		return bytes.array();
	}

	List<Integer> ended(Instant now) {
		return this.ends.entrySet()
			.stream()
			.filter((hold) -> !now.isBefore(hold.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

	SeatHolds with(Collection<Integer> seats, Instant end) {
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.ends);
		seats.forEach((seat) -> changed.put(seat, end));
		return new SeatHolds(changed);
	}

	SeatHolds without(Collection<Integer> seats) {
		SortedMap<Integer, Instant> changed = new TreeMap<>(this.ends);
		seats.forEach(changed::remove);
		return new SeatHolds(changed);
	}

}
