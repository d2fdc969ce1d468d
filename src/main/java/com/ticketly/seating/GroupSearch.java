package com.ticketly.seating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a party into groups of seats at the lowest cost, by dynamic programming.
 *
 * @param costs the costs of groups of free seats
 */
record GroupSearch(SeatGrid grid, BitSet free, SeatCosts costs) {

	/**
	 * Finds the best choice in one row or in all rows. From the last seat to the first,
	 * it computes the lowest cost of seating any part of the party from that seat on:
	 * either a group begins at the seat, or the seat is skipped. Adjacent groups need no
	 * special case, because one group of the same seats costs less.
	 * @param end the index after the last seat of the last row
	 * @param count the number of seats; at least as many are free
	 */
	SeatCosts.Choice search(int begin, int end, int count) {
		boolean oneRow = this.grid.row(begin) == this.grid.row(end - 1);
		long[][] lowest = new long[end - begin + 1][];
		int[][] sizes = new int[end - begin][count + 1];
		lowest[end - begin] = new long[count + 1];
		Arrays.fill(lowest[end - begin], 1, count + 1, SeatCosts.IMPOSSIBLE);
		for (int seat = end - 1; seat >= begin; seat--) {
			int at = seat - begin;
			lowest[at] = lowest[at + 1].clone();
			beginGroups(seat, at, lowest, sizes[at]);
			if (oneRow || seat == this.grid.row(seat).first()) {
				for (int people = 1; people < count; people++) {
					lowest[at][people] += SeatCosts.GAP;
				}
			}
		}
		return new SeatCosts.Choice(seats(begin, count, sizes), lowest[0][count]);
	}

	/**
	 * Tries groups of all sizes that begin at a seat.
	 * @param at the index of the seat in the costs
	 * @param lowest the lowest costs by seat and number of people; those of the seat are
	 * lowered
	 * @param sizes receives the best size by number of people, 0 if the seat is skipped
	 */
	private void beginGroups(int seat, int at, long[][] lowest, int[] sizes) {
		if (!this.free.get(seat)) {
			return;
		}
		int count = sizes.length - 1;
		int longest = Math.min(this.grid.endOfRun(this.free, seat) - seat, count);
		for (int size = 1; size <= longest; size++) {
			long group = this.costs.ofGroup(seat, size);
			for (int people = size; people <= count; people++) {
				long cost = group + lowest[at + size][people - size];
				if (cost <= lowest[at][people]) {
					lowest[at][people] = cost;
					sizes[people] = size;
				}
			}
		}
	}

	private static List<Integer> seats(int begin, int count, int[][] sizes) {
		List<Integer> seats = new ArrayList<>();
		for (int seat = begin; seats.size() < count;) {
			int size = sizes[seat - begin][count - seats.size()];
			IntStream.range(seat, seat + size).forEach(seats::add);
			seat += Math.max(size, 1);
		}
		return seats;
	}

}
