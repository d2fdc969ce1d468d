package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses seats that only have numbers: the first free seats with consecutive numbers, or
 * the first free seats if there are none. All seats count as one row without aisles.
 */
final class FirstSeats implements SeatChooser {

	private final BitSet free;

	FirstSeats(BitSet free) {
		this.free = free;
	}

	@Override
	public boolean has(int count, SeatQuality minimum) {
		return count <= this.free.cardinality()
				&& (SeatQuality.ONE_ROW_ACCESSIBLE.meets(minimum) || findRun(count) >= 0);
	}

	@Override
	public Optional<SeatQuality> quality(int count) {
		if (count > this.free.cardinality()) {
			return Optional.empty();
		}
		return Optional.of((findRun(count) >= 0) ? SeatQuality.SIDE_BY_SIDE : SeatQuality.ONE_ROW_ACCESSIBLE);
	}

	@Override
	public Optional<List<Integer>> choose(int count, SeatQuality minimum) {
		if (!has(count, minimum)) {
			return Optional.empty();
		}
		int first = findRun(count);
		IntStream seats = (first >= 0) ? IntStream.range(first, first + count) : this.free.stream().limit(count);
		return Optional.of(seats.boxed().toList());
	}

	/**
	 * Returns the first seat of the first run of at least {@code count} free seats, or
	 * -1.
	 */
	private int findRun(int count) {
		for (int first = this.free.nextSetBit(0); first >= 0;) {
			int end = this.free.nextClearBit(first);
			if (end - first >= count) {
				return first;
			}
			first = this.free.nextSetBit(end);
		}
		return -1;
	}

}
