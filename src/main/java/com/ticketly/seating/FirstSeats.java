package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses seats that only have numbers: the first free seats with consecutive numbers, or
 * the first free seats if there are none.
 *
 * @param grid the seats of the section, in one row
 */
record FirstSeats(SeatGrid grid, BitSet free) implements SeatChooser {

	@Override
	public boolean has(int count, SeatQuality minimum) {
		return count <= this.free.cardinality()
				&& (SeatQuality.ONE_ROW_ACCESSIBLE.meets(minimum) || this.grid.findRun(this.free, count) >= 0);
	}

	@Override
	public Optional<SeatQuality> quality(int count) {
		if (count > this.free.cardinality()) {
			return Optional.empty();
		}
		boolean sideBySide = this.grid.findRun(this.free, count) >= 0;
		return Optional.of(sideBySide ? SeatQuality.SIDE_BY_SIDE : SeatQuality.ONE_ROW_ACCESSIBLE);
	}

	@Override
	public Optional<List<Integer>> choose(int count, SeatQuality minimum) {
		if (!has(count, minimum)) {
			return Optional.empty();
		}
		int first = this.grid.findRun(this.free, count);
		IntStream seats = (first >= 0) ? IntStream.range(first, first + count) : this.free.stream().limit(count);
		return Optional.of(seats.boxed().toList());
	}

}
