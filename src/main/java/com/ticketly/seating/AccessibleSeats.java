package com.ticketly.seating;

import java.util.BitSet;
import java.util.Comparator;
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
		return this.free.stream()
			.filter((first) -> this.grid.endOfRun(this.free, first) - first >= count)
			.mapToObj((first) -> IntStream.range(first, first + count).boxed().toList())
			.filter((seats) -> accessible(seats) >= this.accessible)
			.min(Comparator.<List<Integer>>comparingLong(this::accessible).thenComparingInt(this::distance));
	}

	private long accessible(List<Integer> seats) {
		return seats.stream().filter(this.grid::isAccessible).count();
	}

	private int distance(List<Integer> seats) {
		return seats.stream().mapToInt(this.grid::centerDistance).sum();
	}

}
