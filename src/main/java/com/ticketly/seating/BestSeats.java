package com.ticketly.seating;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the best seats of a section for a party.
 * <p>
 * Seats side by side are better than separated seats in one row, and these are better
 * than seats in several rows. A party is not split over rows if one row has enough free
 * seats. A group is seats side by side for some or all people of the party. Among the
 * choices of equal adjacency, the better one
 * <ol>
 * <li>has fewer accessible seats,
 * <li>has fewer groups,
 * <li>has fewer groups of one seat,
 * <li>has fewer seats between its first and its last one in a row, or spans fewer rows,
 * <li>strands fewer seats: ordinary seats that lose their last free neighbor,
 * <li>is nearer to the center of the section, by the sum of the squared distances,
 * <li>has its first seat (or else its second one, and so on) further in front or further
 * left.
 * </ol>
 */
final class BestSeats implements SeatChooser {

	private final SeatGrid grid;

	private final BitSet free;

	private final SeatCosts costs;

	BestSeats(SeatGrid grid, BitSet free) {
		this.grid = grid;
		this.free = free;
		this.costs = new SeatCosts(grid, free);
	}

	@Override
	public boolean has(int count, SeatQuality minimum) {
		return hasOrdinaryRun(count) || (!minimum.equals(SeatQuality.SIDE_BY_SIDE) && best(count, minimum).isPresent());
	}

	@Override
	public Optional<SeatQuality> quality(int count) {
		return hasOrdinaryRun(count) ? Optional.of(SeatQuality.SIDE_BY_SIDE)
				: best(count, SeatQuality.ANYWHERE_ACCESSIBLE).map((choice) -> choice.quality(this.grid));
	}

	@Override
	public Optional<List<Integer>> choose(int count, SeatQuality minimum) {
		return best(count, minimum).map(SeatCosts.Choice::seats);
	}

	private boolean hasOrdinaryRun(int count) {
		return this.grid.findRun(this.grid.withoutAccessible(this.free), count) >= 0;
	}

	private Optional<SeatCosts.Choice> best(int count, SeatQuality minimum) {
		return sideBySide(count).or(() -> separated(count, minimum))
			.filter((choice) -> choice.quality(this.grid).meets(minimum));
	}

	private Optional<SeatCosts.Choice> sideBySide(int count) {
		int best = -1;
		long lowest = SeatCosts.IMPOSSIBLE;
		for (int run = this.free.nextSetBit(0); run >= 0;) {
			int end = this.grid.endOfRun(this.free, run);
			for (int first = run; first + count <= end; first++) {
				long cost = this.costs.ofGroup(first, count);
				if (cost < lowest) {
					best = first;
					lowest = cost;
				}
			}
			run = this.free.nextSetBit(end);
		}
		return (best < 0) ? Optional.empty()
				: Optional.of(new SeatCosts.Choice(IntStream.range(best, best + count).boxed().toList(), lowest));
	}

	private Optional<SeatCosts.Choice> separated(int count, SeatQuality minimum) {
		if (minimum.adjacency() == SeatQuality.Adjacency.SIDE_BY_SIDE) {
			return Optional.empty();
		}
		GroupSearch search = new GroupSearch(this.grid, this.free, this.costs);
		Optional<SeatCosts.Choice> inOneRow = this.grid.rows()
			.stream()
			.filter((row) -> this.free.get(row.first(), row.end()).cardinality() >= count)
			.map((row) -> search.search(row.first(), row.end(), count))
			.min(Comparator.comparingLong(SeatCosts.Choice::cost));
		boolean inSeveralRows = inOneRow.isEmpty() && minimum.adjacency() == SeatQuality.Adjacency.ANYWHERE
				&& this.free.cardinality() >= count;
		return inSeveralRows ? Optional.of(search.search(0, this.grid.size(), count)) : inOneRow;
	}

}
