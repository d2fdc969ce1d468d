package com.ticketly.slot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

	/**
	 * Begins to choose.
	 * @param layout where the seats are
	 * @param free the seats to choose from
	 */
	BestSeats(SeatLayout layout, BitSet free) {
		this.layout = layout;
		this.free = free;
	}

	/**
	 * Chooses seats.
	 * @param count how many
	 * @return as many seats, in order
	 * @throws IllegalArgumentException when fewer are free
	 */
	List<Integer> choose(int count) {
		if (count > this.free.cardinality()) {
			throw new IllegalArgumentException("%d seats wanted, %d left".formatted(count, this.free.cardinality()));
		}
		return chooseInOneRow(count).orElseGet(() -> inSeveralRows(count));
	}

	/**
	 * Chooses seats of one row.
	 * @return empty when no row has as many
	 */
	Optional<List<Integer>> chooseInOneRow(int count) {
		return sideBySide(count).or(() -> inOneRow(count)).map(Choice::seats);
	}

	private Optional<Choice> sideBySide(int count) {
		return windowsOfRuns(this.free, count).min(ORDER);
	}

	private Stream<Choice> windowsOfRuns(BitSet seats, int count) {
		return runs(seats).stream().flatMap((run) -> IntStream.rangeClosed(0, run.size() - count).mapToObj((from) -> {
			int before = (from == 1 && isOrdinary(run.getFirst())) ? 1 : 0;
			int behind = (from + count == run.size() - 1 && isOrdinary(run.getLast())) ? 1 : 0;
			return choice(run.subList(from, from + count), 1, before + behind);
		}));
	}

	private boolean isOrdinary(int seat) {
		return !this.layout.isAccessible(seat);
	}

	/**
	 * Chooses among seats that follow each other in a row, whatever is between them.
	 */
	private Optional<Choice> inOneRow(int count) {
		return this.layout.rows().stream().flatMap((row) -> {
			List<Integer> all = IntStream.range(row.first(), row.end()).filter(this.free::get).boxed().toList();
			List<Integer> ordinary = all.stream().filter(this::isOrdinary).toList();
			return Stream.of(all, ordinary)
				.flatMap((seats) -> IntStream.rangeClosed(0, seats.size() - count)
					.mapToObj((from) -> seats.subList(from, from + count)));
		}).map((seats) -> choice(seats, runs(set(seats)).size(), strandedBy(seats))).min(ORDER);
	}

	/**
	 * Counts the seats that stand alone once others are taken, and did not before.
	 */
	private int strandedBy(List<Integer> seats) {
		BitSet left = (BitSet) this.free.clone();
		seats.forEach(left::clear);
		return countSingles(left) - countSingles(this.free);
	}

	private int countSingles(BitSet seats) {
		return (int) runs(seats).stream().filter((run) -> run.size() == 1 && isOrdinary(run.getFirst())).count();
	}

	private List<Integer> inSeveralRows(int count) {
		BitSet left = set(this.free.stream().boxed().filter(this::isOrdinary).toList());
		if (left.cardinality() < count) {
			left.or(this.free);
		}
		List<Integer> seated = new ArrayList<>();
		while (seated.size() < count) {
			int longest = runs(left).stream().mapToInt(List::size).max().orElseThrow();
			int wanted = count - seated.size();
			// Three and two rather than four and one.
			int size = (wanted - longest == 1 && longest > 2) ? longest - 1 : Math.min(wanted, longest);
			List<Integer> piece = windowsOfRuns(left, size)
				.min(Comparator.<Choice>comparingInt((choice) -> rowsAway(choice, seated)).thenComparing(ORDER))
				.orElseThrow()
				.seats();
			seated.addAll(piece);
			piece.forEach(left::clear);
		}
		Collections.sort(seated);
		return seated;
	}

	private int rowsAway(Choice choice, List<Integer> seated) {
		return seated.isEmpty() ? 0
				: Math.abs(this.layout.row(choice.first()).index() - this.layout.row(seated.getFirst()).index());
	}

	/**
	 * Returns the seats of a set that lie side by side, piece by piece.
	 */
	private List<List<Integer>> runs(BitSet seats) {
		List<List<Integer>> runs = new ArrayList<>();
		List<Integer> run = new ArrayList<>();
		for (int seat = seats.nextSetBit(0); seat >= 0; seat = seats.nextSetBit(seat + 1)) {
			run.add(seat);
			if (!seats.get(seat + 1) || !this.layout.adjoinsNext(seat)) {
				runs.add(run);
				run = new ArrayList<>();
			}
		}
		return runs;
	}

	private static BitSet set(List<Integer> seats) {
		BitSet set = new BitSet();
		seats.forEach(set::set);
		return set;
	}

	private Choice choice(List<Integer> seats, int pieces, int stranded) {
		int first = seats.getFirst();
		int last = seats.getLast();
		int accessible = 0;
		for (int seat : seats) {
			accessible += isOrdinary(seat) ? 0 : 1;
		}
		return new Choice(seats, accessible, pieces, last - first, stranded,
				this.layout.distanceFromMiddle(first, last));
	}

	/**
	 * Seats that may be chosen, and what speaks against them.
	 */
	private record Choice(List<Integer> seats, int accessible, int pieces, int span, int stranded, int distance) {

		int first() {
			return this.seats.getFirst();
		}

	}

}
