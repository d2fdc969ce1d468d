package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses accessible seats, with the seats of companions beside them: all of them side by
 * side in one row. Among these choices, the better one has fewer accessible seats that
 * nobody asked for, and is nearer to the center of the section.
 *
 * @param accessible how many accessible seats are chosen at least
 */
record AccessibleSeats(SeatGrid grid, BitSet free, int accessible) implements SeatChooser {

	/**
	 * The cost of an accessible seat, which exceeds the largest possible sum of distances
	 * from the center.
	 */
	private static final long ACCESSIBLE = 1L << 32;

	@Override
	public boolean has(int count, SeatQuality minimum) {
		return choose(count, minimum).isPresent();
	}

	@Override
	public Optional<SeatQuality> quality(int count) {
		return best(count).map((seats) -> SeatQuality.SIDE_BY_SIDE_ACCESSIBLE);
	}

	@Override
	public Optional<List<Integer>> choose(int count, SeatQuality minimum) {
		return SeatQuality.SIDE_BY_SIDE_ACCESSIBLE.meets(minimum) ? best(count) : Optional.empty();
	}

	private Optional<List<Integer>> best(int count) {
		int best = -1;
		long lowest = Long.MAX_VALUE;
		for (int run = this.free.nextSetBit(0); run >= 0;) {
			int end = this.grid.endOfRun(this.free, run);
			for (int first = run; first + count <= end; first++) {
				long cost = cost(first, count);
				if (cost < lowest) {
					best = first;
					lowest = cost;
				}
			}
			run = this.free.nextSetBit(end);
		}
		return (best < 0) ? Optional.empty() : Optional.of(IntStream.range(best, best + count).boxed().toList());
	}

	/**
	 * Returns the cost of seats side by side, the highest one if too few of them are
	 * accessible.
	 */
	private long cost(int first, int count) {
		long cost = 0;
		int found = 0;
		for (int seat = first; seat < first + count; seat++) {
			cost += this.grid.centerDistance(seat);
			if (this.grid.isAccessible(seat)) {
				cost += ACCESSIBLE;
				found++;
			}
		}
		return (found < this.accessible) ? Long.MAX_VALUE : cost;
	}

}
