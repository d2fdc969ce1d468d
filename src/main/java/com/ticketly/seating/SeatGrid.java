package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;

/**
 * The position and kind of each seat of a section, precomputed for {@link BestSeats}.
 */
abstract class SeatGrid {

	private final List<Row> rows;

	private final Row[] rowOfSeat;

	private final int[] centerDistances;

	private final BitSet accessible = new BitSet();

	private final BitSet house = new BitSet();

	/**
	 * The seats without a seat directly to their right.
	 */
	private final BitSet runEnds = new BitSet();

	SeatGrid(List<Row> rows) {
		this.rows = List.copyOf(rows);
		int size = rows.getLast().end();
		this.rowOfSeat = new Row[size];
		this.centerDistances = new int[size];
		rows.forEach(this::addRow);
	}

	private void addRow(Row row) {
		String drawing = row.drawing();
		int seat = row.first();
		for (int column = 0; column < drawing.length(); column++) {
			char symbol = drawing.charAt(column);
			if (symbol != SeatSymbol.AISLE) {
				this.rowOfSeat[seat] = row;
				this.centerDistances[seat] = centerDistance(row, column);
				this.accessible.set(seat, SeatSymbol.isAccessible(symbol));
				this.house.set(seat, SeatSymbol.isHouse(symbol));
				this.runEnds.set(seat,
						column + 1 == drawing.length() || drawing.charAt(column + 1) == SeatSymbol.AISLE);
				seat++;
			}
		}
	}

	private int centerDistance(Row row, int column) {
		int across = 2 * column - (row.drawing().length() - 1);
		int along = 2 * row.index() - (this.rows.size() - 1);
		return across * across + along * along;
	}

	/**
	 * Returns the number of seats.
	 */
	public int size() {
		return this.rowOfSeat.length;
	}

	/**
	 * Returns the rows, at least one, from front to back.
	 */
	public List<Row> rows() {
		return this.rows;
	}

	/**
	 * Returns the row of a seat.
	 */
	public Row row(int seat) {
		return this.rowOfSeat[seat];
	}

	boolean isAccessible(int seat) {
		return this.accessible.get(seat);
	}

	/**
	 * Returns the wheelchair-accessible seats.
	 */
	public List<Integer> accessible() {
		return this.accessible.stream().boxed().toList();
	}

	/**
	 * Returns the house seats, which are blocked when a slot is scheduled.
	 */
	public List<Integer> house() {
		return this.house.stream().boxed().toList();
	}

	BitSet withoutAccessible(BitSet seats) {
		BitSet others = (BitSet) seats.clone();
		others.andNot(this.accessible);
		return others;
	}

	boolean adjoinsNext(int seat) {
		return !this.runEnds.get(seat);
	}

	/**
	 * Returns the index after the last of the seats of a set that are side by side,
	 * starting with {@code first}.
	 */
	int endOfRun(BitSet seats, int first) {
		return Math.min(seats.nextClearBit(first), this.runEnds.nextSetBit(first) + 1);
	}

	/**
	 * Returns the first of at least {@code count} seats of a set that are side by side,
	 * or -1.
	 */
	int findRun(BitSet seats, int count) {
		for (int first = seats.nextSetBit(0); first >= 0;) {
			int end = endOfRun(seats, first);
			if (end - first >= count) {
				return first;
			}
			first = seats.nextSetBit(end);
		}
		return -1;
	}

	/**
	 * Returns the squared distance of a seat from the center of the section, in half
	 * seats. An aisle is as wide as a seat, and a row is as deep as a seat is wide.
	 */
	int centerDistance(int seat) {
		return this.centerDistances[seat];
	}

}
