package com.ticketly.seating;

import java.util.List;

/**
 * A choice of seats.
 *
 * @param seats the seats in ascending order
 * @param cost the cost of the choice
 * @see SeatCosts
 */
record SeatChoice(List<Integer> seats, long cost) {

	/**
	 * Returns the quality of the seats.
	 */
	SeatQuality quality(SeatGrid grid) {
		int groups = SeatCosts.groups(this.cost);
		return new SeatQuality(adjacency(grid, groups), SeatCosts.accessible(this.cost), groups,
				SeatCosts.singles(this.cost));
	}

	private SeatQuality.Adjacency adjacency(SeatGrid grid, int groups) {
		if (groups == 1) {
			return SeatQuality.Adjacency.SIDE_BY_SIDE;
		}
		boolean oneRow = grid.row(this.seats.getFirst()) == grid.row(this.seats.getLast());
		return oneRow ? SeatQuality.Adjacency.ONE_ROW : SeatQuality.Adjacency.ANYWHERE;
	}

}
