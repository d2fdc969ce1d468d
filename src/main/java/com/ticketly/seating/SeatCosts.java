package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;

/**
 * Rates groups of seats. A group is seats side by side for some or all people of a party.
 * The cost of a choice is the sum of the costs of its groups and of the distances between
 * them; the best choice has the lowest cost.
 */
record SeatCosts(SeatGrid grid, BitSet free) {

	// Each weight exceeds the largest possible sum of all lower ones. The sum of the
	// distances from the center is below the lowest weight for 10 seats of a section of
	// 500.

	private static final long STRANDED = 1L << 24;

	/**
	 * The cost of each seat between two groups in one row, or of each row between two
	 * groups in several rows.
	 */
	static final long GAP = STRANDED << 5;

	private static final long SINGLE = GAP << 9;

	private static final long GROUP = SINGLE << 4;

	private static final long ACCESSIBLE = GROUP << 4;

	/**
	 * Exceeds the cost of every possible choice.
	 */
	static final long IMPOSSIBLE = ACCESSIBLE << 4;

	long ofGroup(int first, int size) {
		long cost = GROUP + ((size == 1) ? SINGLE : 0) + STRANDED * stranded(first, first + size - 1);
		for (int seat = first; seat < first + size; seat++) {
			cost += this.grid.centerDistance(seat) + (this.grid.isAccessible(seat) ? ACCESSIBLE : 0);
		}
		return cost;
	}

	/**
	 * Counts the ordinary seats that lose their last free neighbor to a group. Only the
	 * seats next to the group can. A seat between two groups is not counted, because
	 * moving one group to that seat costs less.
	 */
	private int stranded(int first, int last) {
		boolean left = isPair(first - 1) && !this.grid.isAccessible(first - 1) && !isPair(first - 2);
		boolean right = isPair(last) && !this.grid.isAccessible(last + 1) && !isPair(last + 1);
		return (left ? 1 : 0) + (right ? 1 : 0);
	}

	/**
	 * Returns whether a seat and the next one are free and side by side.
	 */
	private boolean isPair(int seat) {
		return seat >= 0 && this.free.get(seat) && this.free.get(seat + 1) && this.grid.adjoinsNext(seat);
	}

	/**
	 * A choice of seats.
	 *
	 * @param seats the seats in ascending order
	 * @param cost the sum of the costs
	 */
	record Choice(List<Integer> seats, long cost) {

		SeatQuality quality(SeatGrid grid) {
			int groups = (int) (this.cost % ACCESSIBLE / GROUP);
			int singles = (int) (this.cost % GROUP / SINGLE);
			return new SeatQuality(adjacency(grid, groups), (int) (this.cost / ACCESSIBLE), groups, singles);
		}

		private SeatQuality.Adjacency adjacency(SeatGrid grid, int groups) {
			if (groups == 1) {
				return SeatQuality.Adjacency.SIDE_BY_SIDE;
			}
			boolean oneRow = grid.row(this.seats.getFirst()) == grid.row(this.seats.getLast());
			return oneRow ? SeatQuality.Adjacency.ONE_ROW : SeatQuality.Adjacency.ANYWHERE;
		}

	}

}
