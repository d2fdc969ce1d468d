package com.ticketly.seating;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the single seats that a choice of free seats would leave: ordinary seats that
 * lose their last free neighbor. A row does not count if every choice of as many of its
 * seats, in as few groups side by side, would leave one.
 *
 * @param free the free seats before the choice
 */
record SingleSeats(SeatGrid grid, BitSet free) {

	private static final int START = 0;

	private static final int CHOSEN = 1;

	private static final int ONE_LEFT = 2;

	private static final int MORE_LEFT = 3;

	private static final int STATES = 4;

	private static final int IMPOSSIBLE = Integer.MAX_VALUE / 2;

	/**
	 * Returns the single seats that a choice would leave although that can be avoided, in
	 * ascending order.
	 */
	List<Integer> leftBy(List<Integer> choice) {
		BitSet chosen = new BitSet();
		choice.forEach(chosen::set);
		BitSet rest = (BitSet) this.free.clone();
		rest.andNot(chosen);
		TreeSet<Integer> single = new TreeSet<>();
		for (int seat : choice) {
			if (seat > 0 && this.grid.adjoinsNext(seat - 1) && isSingle(seat - 1, rest)) {
				single.add(seat - 1);
			}
			if (this.grid.adjoinsNext(seat) && isSingle(seat + 1, rest)) {
				single.add(seat + 1);
			}
		}
		if (single.isEmpty()) {
			return List.of();
		}
		return single.stream()
			.collect(Collectors.groupingBy(this.grid::row))
			.entrySet()
			.stream()
			.filter((row) -> isAvoidable(row.getKey(), chosen))
			.flatMap((row) -> row.getValue().stream())
			.sorted()
			.toList();
	}

	private boolean isSingle(int seat, BitSet rest) {
		boolean left = seat > 0 && this.grid.adjoinsNext(seat - 1) && rest.get(seat - 1);
		boolean right = this.grid.adjoinsNext(seat) && rest.get(seat + 1);
		return rest.get(seat) && !this.grid.isAccessible(seat) && !left && !right;
	}

	/**
	 * Returns whether another choice in a row leaves no single seat. It has as many seats
	 * and no more groups, and no accessible seat that was not chosen before.
	 */
	private boolean isAvoidable(Row row, BitSet chosen) {
		int count = chosen.get(row.first(), row.end()).cardinality();
		// The fewest groups by the number of seats chosen so far, and the seat before.
		int[][] groups = impossible(count);
		groups[0][START] = 0;
		for (int run = this.free.nextSetBit(row.first()); run >= 0 && run < row.end();) {
			int end = this.grid.endOfRun(this.free, run);
			for (int seat = run; seat < end; seat++) {
				groups = withSeat(groups, seat, chosen);
			}
			boolean leavesLast = end - run == 1 || this.grid.isAccessible(end - 1);
			for (int[] fewest : groups) {
				int last = leavesLast ? fewest[ONE_LEFT] : IMPOSSIBLE;
				fewest[START] = Math.min(Math.min(fewest[CHOSEN], fewest[MORE_LEFT]), Math.min(fewest[START], last));
				Arrays.fill(fewest, CHOSEN, STATES, IMPOSSIBLE);
			}
			run = this.free.nextSetBit(end);
		}
		return groups[count][START] <= countGroups(row, chosen);
	}

	private int[][] withSeat(int[][] before, int seat, BitSet chosen) {
		int count = before.length - 1;
		int[][] after = impossible(count);
		boolean mayLeaveBefore = seat > 0 && this.grid.isAccessible(seat - 1);
		boolean mayChoose = !this.grid.isAccessible(seat) || chosen.get(seat);
		for (int seats = 0; seats <= count; seats++) {
			int[] from = before[seats];
			after[seats][ONE_LEFT] = Math.min(from[START], from[CHOSEN]);
			after[seats][MORE_LEFT] = Math.min(from[ONE_LEFT], from[MORE_LEFT]);
			if (mayChoose && seats < count) {
				int newGroup = 1 + Math.min(Math.min(from[START], from[MORE_LEFT]),
						mayLeaveBefore ? from[ONE_LEFT] : IMPOSSIBLE);
				after[seats + 1][CHOSEN] = Math.min(from[CHOSEN], newGroup);
			}
		}
		return after;
	}

	private static int[][] impossible(int count) {
		int[][] groups = new int[count + 1][STATES];
		for (int[] fewest : groups) {
			Arrays.fill(fewest, IMPOSSIBLE);
		}
		return groups;
	}

	private int countGroups(Row row, BitSet chosen) {
		int groups = 0;
		for (int first = chosen.nextSetBit(row.first()); first >= 0 && first < row.end();) {
			groups++;
			first = chosen.nextSetBit(this.grid.endOfRun(chosen, first));
		}
		return groups;
	}

}
