package com.ticketly.seating;

import java.util.BitSet;

/**
 * Rates groups of seats. A group is seats side by side for some or all people of a party.
 * The cost of a choice is the sum of the costs of its groups and of the distances between
 * them; the best choice has the lowest cost.
 */
final class SeatCosts {

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

	private final SeatGrid grid;

	private final BitSet free;

	private final BitSet ordinary;

	/**
	 * Creates the costs.
	 * @param free the free seats
	 * @param ordinary the free seats that are not accessible
	 */
	SeatCosts(SeatGrid grid, BitSet free, BitSet ordinary) {
		this.grid = grid;
		this.free = free;
		this.ordinary = ordinary;
	}

	/**
	 * Returns the cost of a group.
	 * @param first the first seat
	 * @param size the number of seats
	 */
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
		boolean left = isPair(first - 1) && this.ordinary.get(first - 1) && !isPair(first - 2);
		boolean right = isPair(last) && this.ordinary.get(last + 1) && !isPair(last + 1);
		return (left ? 1 : 0) + (right ? 1 : 0);
	}

	/**
	 * Returns whether a seat and the next one are free and side by side.
	 */
	private boolean isPair(int seat) {
		return seat >= 0 && this.free.get(seat) && this.free.get(seat + 1) && this.grid.adjoinsNext(seat);
	}

	/**
	 * Returns the number of accessible seats in a choice.
	 */
	static int accessible(long cost) {
		return (int) (cost / ACCESSIBLE);
	}

	/**
	 * Returns the number of groups in a choice.
	 */
	static int groups(long cost) {
		return (int) (cost % ACCESSIBLE / GROUP);
	}

	/**
	 * Returns the number of groups of one seat in a choice.
	 */
	static int singles(long cost) {
		return (int) (cost % GROUP / SINGLE);
	}

}
