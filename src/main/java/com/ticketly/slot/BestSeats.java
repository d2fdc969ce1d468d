package com.ticketly.slot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the best seats of a section for a party.
 * <p>
 * Seats side by side in one row are better than seats of one row with others or an aisle
 * between them, and those are better than seats of several rows: a party is not split as
 * long as one row can take it whole. Of several choices that one is better, in this
 * order,
 * <ol>
 * <li>that takes fewer accessible seats,
 * <li>whose pieces are fewer, and lie closer together,
 * <li>that leaves fewer single seats: free ones that had a free neighbour and have none
 * any more,
 * <li>that is nearer to the middle of the section, across and along,
 * <li>that is further in front, and further left.
 * </ol>
 * A party that no row can take is seated in as few pieces as can be, the largest first
 * and the others near it, and nobody sits alone where that can be avoided.
 */
final class BestSeats {

	private static final Comparator<Choice> ORDER = Comparator.comparingInt(Choice::accessible)
		.thenComparingInt(Choice::pieces)
		.thenComparingInt(Choice::span)
		.thenComparingInt(Choice::stranded)
		.thenComparingInt(Choice::distance)
		.thenComparingInt(Choice::first);

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
	 * @param fit how well they have to suit it
	 */
	boolean has(int count, Fit fit) {
		BitSet seats = seats(fit);
		return switch (fit) {
			case SIDE_BY_SIDE, SIDE_BY_SIDE_ACCESSIBLE -> runs(seats).stream().anyMatch((run) -> run.size() >= count);
			case ONE_ROW, ONE_ROW_ACCESSIBLE ->
				this.layout.rows().stream().anyMatch((row) -> seats.get(row.first(), row.end()).cardinality() >= count);
			case ANYWHERE, ANYWHERE_ACCESSIBLE -> seats.cardinality() >= count;
		};
	}

	private BitSet seats(Fit fit) {
		return switch (fit) {
			case SIDE_BY_SIDE, ONE_ROW, ANYWHERE -> this.ordinary;
			case SIDE_BY_SIDE_ACCESSIBLE, ONE_ROW_ACCESSIBLE, ANYWHERE_ACCESSIBLE -> this.free;
		};
	}

	/**
	 * Chooses seats.
	 * @param count how many
	 * @param fit how well they have to suit
	 * @return as many seats, in order, or empty when there are none that suit
	 */
	Optional<List<Integer>> choose(int count, Fit fit) {
		if (!has(count, fit)) {
			return Optional.empty();
		}
		return sideBySide(this.free, count).stream()
			.min(ORDER)
			.or(() -> inOneRow(count).stream().min(ORDER))
			.map(Choice::seats)
			.or(() -> Optional.of(inSeveralRows(count)));
	}

	private List<Choice> sideBySide(BitSet seats, int count) {
		List<Choice> choices = new ArrayList<>();
		for (Run run : runs(seats)) {
			for (int first = run.first(); first + count <= run.end(); first++) {
				choices.add(choice(seats, first, first + count - 1));
			}
		}
		return choices;
	}

	/**
	 * Returns choices of seats that follow each other in a row, whatever is between them.
	 */
	private List<Choice> inOneRow(int count) {
		List<Choice> choices = new ArrayList<>();
		for (SeatLayout.Row row : this.layout.rows()) {
			addInRow(row, this.free, count, choices);
			addInRow(row, this.ordinary, count, choices);
		}
		return choices;
	}

	private void addInRow(SeatLayout.Row row, BitSet seats, int count, List<Choice> choices) {
		int[] all = seats.get(row.first(), row.end()).stream().map((seat) -> row.first() + seat).toArray();
		for (int from = 0; from + count <= all.length; from++) {
			choices.add(choice(seats, all[from], all[from + count - 1]));
		}
	}

	private List<Integer> inSeveralRows(int count) {
		BitSet left = (BitSet) ((this.ordinary.cardinality() >= count) ? this.ordinary : this.free).clone();
		BitSet seated = new BitSet();
		int firstRow = -1;
		for (int wanted = count; wanted > 0; wanted = count - seated.cardinality()) {
			Choice piece = piece(left, wanted, firstRow);
			firstRow = (firstRow < 0) ? row(piece) : firstRow;
			piece.seats().forEach(seated::set);
			left.andNot(seated);
		}
		return seated.stream().boxed().toList();
	}

	/**
	 * Chooses the next piece of a party that no row can take.
	 * @param near the row to be near, any when negative
	 */
	private Choice piece(BitSet left, int wanted, int near) {
		List<Integer> runs = runs(left).stream().map(Run::size).sorted(Comparator.reverseOrder()).toList();
		int longest = runs.getFirst();
		// Three and two rather than four and one, where there are two for the others.
		boolean leavesOne = wanted - longest == 1 && longest > 2 && runs.get(1) > 1;
		return sideBySide(left, leavesOne ? longest - 1 : Math.min(wanted, longest)).stream()
			.min(Comparator.<Choice>comparingInt((choice) -> (near < 0) ? 0 : Math.abs(row(choice) - near))
				.thenComparing(ORDER))
			.orElseThrow();
	}

	private int row(Choice choice) {
		return this.layout.row(choice.first()).index();
	}

	/**
	 * Returns the seats of a set that lie side by side, piece by piece.
	 */
	private List<Run> runs(BitSet seats) {
		List<Run> runs = new ArrayList<>();
		for (int first = seats.nextSetBit(0); first >= 0;) {
			int end = this.layout.endOfRun(seats, first);
			runs.add(new Run(first, end));
			first = seats.nextSetBit(end);
		}
		return runs;
	}

	private Choice choice(BitSet seats, int first, int last) {
		int pieces = 1;
		int accessible = 0;
		for (int seat = first; seat <= last; seat++) {
			if (seats.get(seat)) {
				accessible += this.layout.isAccessible(seat) ? 1 : 0;
				pieces += (seat < last && !areSideBySide(seats, seat)) ? 1 : 0;
			}
		}
		return new Choice(seats, first, last, accessible, pieces, stranded(first, last),
				this.layout.distanceFromMiddle(first, last));
	}

	/**
	 * Counts the ordinary seats that stand alone once others are taken, and did not
	 * before: it can only be those beside them.
	 */
	private int stranded(int first, int last) {
		boolean before = areSideBySide(this.free, first - 1) && this.ordinary.get(first - 1)
				&& !areSideBySide(this.free, first - 2);
		boolean behind = areSideBySide(this.free, last) && this.ordinary.get(last + 1)
				&& !areSideBySide(this.free, last + 1);
		return (before ? 1 : 0) + (behind ? 1 : 0);
	}

	/**
	 * Returns whether a set has a seat and the one on its right.
	 */
	private boolean areSideBySide(BitSet seats, int seat) {
		return seat >= 0 && seats.get(seat) && seats.get(seat + 1) && this.layout.adjoinsNext(seat);
	}

	/**
	 * Seats side by side.
	 */
	private record Run(int first, int end) {

		int size() {
			return this.end - this.first;
		}

	}

	/**
	 * Seats that may be chosen, all those of a set from a first to a last one, and what
	 * speaks against them.
	 */
	private record Choice(BitSet from, int first, int last, int accessible, int pieces, int stranded, int distance) {

		int span() {
			return this.last - this.first;
		}

		List<Integer> seats() {
			return this.from.get(this.first, this.last + 1).stream().map((seat) -> this.first + seat).boxed().toList();
		}

	}

}
