package com.ticketly.slot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the seats of a section are: in rows, some with aisles between. Seats count from 0
 * through the section, and from 1 through their row, whose letters are in front of their
 * name.
 */
public final class SeatLayout {

	/**
	 * Stands for a seat in the drawing of a row.
	 */
	public static final char SEAT = '.';

	/**
	 * Stands for a seat that can be reached in a wheelchair.
	 */
	public static final char ACCESSIBLE = 'a';

	/**
	 * Stands for an aisle.
	 */
	public static final char AISLE = '|';

	private final List<Row> rows = new ArrayList<>();

	private final List<Row> rowOfSeat = new ArrayList<>();

	/**
	 * How far each seat is from the left wall of its row, where aisles are as wide as
	 * seats.
	 */
	private final List<Integer> places = new ArrayList<>();

	private final BitSet accessible = new BitSet();

	private final Map<String, Integer> seatsByName = new HashMap<>();

	private SeatLayout() {
	}

	/**
	 * Reads the form that {@link #drawing()} has: a line a row, of its letters and the
	 * drawing of its seats, such as {@code A aa|....|..}.
	 */
	public static SeatLayout parse(List<String> drawing) {
		SeatLayout layout = new SeatLayout();
		for (String line : drawing) {
			int space = line.indexOf(' ');
			layout.addRow(line.substring(0, space), 1, line.substring(space + 1));
		}
		return layout;
	}

	/**
	 * Returns the layout of seats of which nothing is known but their numbers.
	 * @param first the first seat's number
	 * @param count how many there are
	 */
	public static SeatLayout numbered(int first, int count) {
		SeatLayout layout = new SeatLayout();
		layout.addRow("", first, String.valueOf(SEAT).repeat(count));
		return layout;
	}

	private void addRow(String letters, int firstNumber, String drawing) {
		int first = size();
		int seats = (int) drawing.chars().filter((place) -> place != AISLE).count();
		Row row = new Row(this.rows.size(), letters, drawing, first, first + seats);
		this.rows.add(row);
		for (int place = 0; place < drawing.length(); place++) {
			if (drawing.charAt(place) != AISLE) {
				int seat = size();
				this.seatsByName.put(letters + (firstNumber + seat - first), seat);
				this.accessible.set(seat, drawing.charAt(place) == ACCESSIBLE);
				this.places.add(place);
				this.rowOfSeat.add(row);
			}
		}
	}

	/**
	 * Returns how many seats there are.
	 */
	public int size() {
		return this.places.size();
	}

	public List<Row> rows() {
		return List.copyOf(this.rows);
	}

	/**
	 * Returns the form that can be kept.
	 */
	public List<String> drawing() {
		return this.rows.stream().map((row) -> row.letters() + " " + row.drawing()).toList();
	}

	/**
	 * Finds a seat by its name.
	 */
	public OptionalInt find(String name) {
		Integer seat = this.seatsByName.get(name);
		return (seat != null) ? OptionalInt.of(seat) : OptionalInt.empty();
	}

	public boolean isAccessible(int seat) {
		return this.accessible.get(seat);
	}

	Row row(int seat) {
		return this.rowOfSeat.get(seat);
	}

	/**
	 * Returns whether a seat and the next one are side by side.
	 */
	boolean adjoinsNext(int seat) {
		return seat + 1 < size() && row(seat) == row(seat + 1)
				&& this.places.get(seat) + 1 == this.places.get(seat + 1);
	}

	/**
	 * Returns how far seats of one row are from the middle of the section: the square of
	 * twice the distance, where rows are as far apart as seats.
	 * @param first the first of them
	 * @param last the last of them
	 */
	int distanceFromMiddle(int first, int last) {
		Row row = row(first);
		int across = this.places.get(first) + this.places.get(last) - (row.drawing().length() - 1);
		int along = 2 * row.index() - (this.rows.size() - 1);
		return across * across + along * along;
	}

	/**
	 * A row of seats.
	 *
	 * @param index its number, from 0 in front
	 * @param letters what it is called
	 * @param drawing its seats and aisles, from left to right
	 * @param first its first seat
	 * @param end the seat after its last
	 */
	public record Row(int index, String letters, String drawing, int first, int end) {
	}

}
