package com.ticketly.seating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the best seats of a section for a party.
 * <p>
 * Seats side by side in one row are better than seats of one row with others or an aisle
 * between them, and those are better than seats of several rows: a party is not split as
 * long as one row can take it whole. Those of its seats that lie side by side are a
 * piece. Of several choices that one is better, in this order,
 * <ol>
 * <li>that takes fewer accessible seats,
 * <li>that has fewer pieces,
 * <li>that has fewer pieces of one seat, where somebody sits alone,
 * <li>whose pieces lie closer together: with fewer seats between the first and the last
 * one in a row, or else over fewer rows,
 * <li>that leaves fewer single seats: ordinary ones that had a free neighbour and have
 * none any more,
 * <li>that is nearer to the middle of the section, across and along: by the sum of the
 * squares of its seats' distances,
 * <li>whose first seat is further in front, or further left, or else its second one, and
 * so on.
 * </ol>
 */
final class BestSeats {

	// What speaks against a choice is summed up. Each of these outweighs all that can be
	// below it, which first of all is the distance, with 10 seats of a section of 500.

	private static final long STRANDED = 1L << 24;

	private static final long APART = STRANDED << 5;

	private static final long ALONE = APART << 9;

	private static final long PIECE = ALONE << 4;

	private static final long ACCESSIBLE = PIECE << 4;

	private static final long IMPOSSIBLE = ACCESSIBLE << 4;

	private final SeatLayout layout;

	private final BitSet free;

	private final BitSet ordinary;

	/**
	 * Begins to choose.
	 * @param layout where the seats are
	 * @param free the seats to choose from
	 */
	BestSeats(SeatLayout layout, BitSet free) {
		this.layout = layout;
		this.free = free;
		this.ordinary = layout.ordinary(free);
	}

	/**
	 * Returns whether there are seats for a party.
	 * @param minimum how well they have to suit it
	 */
	boolean has(int count, SeatQuality minimum) {
		return hasRun(this.ordinary, count)
				|| (!minimum.equals(SeatQuality.SIDE_BY_SIDE) && best(count, minimum).isPresent());
	}

	/**
	 * Returns how well the best seats suit a party, empty when there are too few.
	 */
	Optional<SeatQuality> quality(int count) {
		return hasRun(this.ordinary, count) ? Optional.of(SeatQuality.SIDE_BY_SIDE)
				: best(count, SeatQuality.ANYWHERE_ACCESSIBLE).map(this::quality);
	}

	/**
	 * Chooses seats.
	 * @param count how many
	 * @param minimum how well they have to suit
	 * @return as many seats, in order, or empty when there are none that suit
	 */
	Optional<List<Integer>> choose(int count, SeatQuality minimum) {
		return best(count, minimum).map(Choice::seats);
	}

	private Optional<Choice> best(int count, SeatQuality minimum) {
		return sideBySide(count).or(() -> inOneRow(count, minimum))
			.or(() -> inSeveralRows(count, minimum))
			.filter((choice) -> quality(choice).meets(minimum));
	}

	private SeatQuality quality(Choice choice) {
		int pieces = (int) (choice.cost() % ACCESSIBLE / PIECE);
		boolean oneRow = this.layout.row(choice.seats().getFirst()) == this.layout.row(choice.seats().getLast());
		SeatQuality.Adjacency adjacency = (pieces == 1) ? SeatQuality.Adjacency.SIDE_BY_SIDE
				: oneRow ? SeatQuality.Adjacency.ONE_ROW : SeatQuality.Adjacency.ANYWHERE;
		return new SeatQuality(adjacency, (int) (choice.cost() / ACCESSIBLE), pieces,
				(int) (choice.cost() % PIECE / ALONE));
	}

	/**
	 * Returns whether as many of some seats lie side by side.
	 */
	private boolean hasRun(BitSet seats, int count) {
		for (int first = seats.nextSetBit(0); first >= 0;) {
			int end = this.layout.endOfRun(seats, first);
			if (end - first >= count) {
				return true;
			}
			first = seats.nextSetBit(end);
		}
		return false;
	}

	private Optional<Choice> sideBySide(int count) {
		int best = -1;
		long least = IMPOSSIBLE;
		for (int run = this.free.nextSetBit(0); run >= 0;) {
			int end = this.layout.endOfRun(this.free, run);
			for (int first = run; first + count <= end; first++) {
				long cost = cost(first, count);
				if (cost < least) {
					best = first;
					least = cost;
				}
			}
			run = this.free.nextSetBit(end);
		}
		return (best < 0) ? Optional.empty()
				: Optional.of(new Choice(IntStream.range(best, best + count).boxed().toList(), least));
	}

	private Optional<Choice> inOneRow(int count, SeatQuality minimum) {
		if (minimum.adjacency() == SeatQuality.Adjacency.SIDE_BY_SIDE) {
			return Optional.empty();
		}
		return this.layout.rows()
			.stream()
			.filter((row) -> this.free.get(row.first(), row.end()).cardinality() >= count)
			.map((row) -> inPieces(row.first(), row.end(), count))
			.min(Comparator.comparingLong(Choice::cost));
	}

	private Optional<Choice> inSeveralRows(int count, SeatQuality minimum) {
		boolean suits = minimum.adjacency() == SeatQuality.Adjacency.ANYWHERE && this.free.cardinality() >= count;
		return suits ? Optional.of(inPieces(0, this.layout.size(), count)) : Optional.empty();
	}

	/**
	 * Chooses among the seats of one row, or of all. From the last seat back to the first
	 * it finds what it costs at least to seat any part of the party from there on: either
	 * a piece begins there, or it is as from the next seat on. Pieces that touch need not
	 * be kept from each other, because they cost more than one.
	 * @param begin the first seat of the first row
	 * @param end the seat after the last row
	 */
	private Choice inPieces(int begin, int end, int count) {
		boolean oneRow = this.layout.row(begin) == this.layout.row(end - 1);
		long[][] costs = new long[end - begin + 1][count + 1];
		int[][] sizes = new int[end - begin][count + 1];
		Arrays.fill(costs[end - begin], 1, count + 1, IMPOSSIBLE);
		for (int seat = end - 1; seat >= begin; seat--) {
			int at = seat - begin;
			long[] least = costs[at + 1].clone();
			for (int size = 1; size <= Math.min(run(seat), count); size++) {
				long piece = cost(seat, size);
				for (int people = size; people <= count; people++) {
					long cost = piece + costs[at + size][people - size];
					if (cost <= least[people]) {
						least[people] = cost;
						sizes[at][people] = size;
					}
				}
			}
			boolean further = oneRow || seat == this.layout.row(seat).first();
			for (int people = 1; people < count; people++) {
				least[people] += further ? APART : 0;
			}
			costs[at] = least;
		}
		List<Integer> seats = new ArrayList<>();
		for (int seat = begin; seats.size() < count;) {
			int size = sizes[seat - begin][count - seats.size()];
			IntStream.range(seat, seat + size).forEach(seats::add);
			seat += Math.max(size, 1);
		}
		return new Choice(seats, costs[0][count]);
	}

	/**
	 * Returns how many seats are free side by side from a first one on.
	 */
	private int run(int first) {
		return this.free.get(first) ? this.layout.endOfRun(this.free, first) - first : 0;
	}

	/**
	 * Returns what speaks against a piece.
	 */
	private long cost(int first, int size) {
		long cost = PIECE + ((size == 1) ? ALONE : 0) + STRANDED * stranded(first, first + size - 1);
		for (int seat = first; seat < first + size; seat++) {
			cost += this.layout.distanceFromMiddle(seat) + (this.layout.isAccessible(seat) ? ACCESSIBLE : 0);
		}
		return cost;
	}

	/**
	 * Counts the ordinary seats that stand alone once others are taken, and did not
	 * before: it can only be those beside them. One between two pieces is not counted; it
	 * would be better to move one of them there.
	 */
	private int stranded(int first, int last) {
		boolean before = areSideBySide(first - 1) && this.ordinary.get(first - 1) && !areSideBySide(first - 2);
		boolean behind = areSideBySide(last) && this.ordinary.get(last + 1) && !areSideBySide(last + 1);
		return (before ? 1 : 0) + (behind ? 1 : 0);
	}

	/**
	 * Returns whether a seat and the one on its right are free.
	 */
	private boolean areSideBySide(int seat) {
		return seat >= 0 && this.free.get(seat) && this.free.get(seat + 1) && this.layout.adjoinsNext(seat);
	}

	/**
	 * Seats that may be chosen.
	 *
	 * @param seats the seats, in order
	 * @param cost what speaks against them
	 */
	private record Choice(List<Integer> seats, long cost) {
	}

}
