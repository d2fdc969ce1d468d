package com.ticketly.seating;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the seats of a section are: in rows, some with aisles between. Seats count from 0
 * through the section. They are named by the letters of their row and by a number, which
 * counts from the left.
 */
public final class SeatLayout {

	private static final Pattern NAME = Pattern.compile("([A-Z]*)([1-9]\\d{0,4})");

	private final List<Row> rows;

	private final Map<String, Row> rowsByLetters = new HashMap<>();

	private final Row[] rowOfSeat;

	private final int[] distances;

	private final BitSet accessible = new BitSet();

	private final BitSet house = new BitSet();

	/**
	 * The seats that have no seat at their right.
	 */
	private final BitSet ends = new BitSet();

	private SeatLayout(List<Row> rows) {
		this.rows = List.copyOf(rows);
		int size = rows.getLast().end();
		this.rowOfSeat = new Row[size];
		this.distances = new int[size];
		for (Row row : rows) {
			this.rowsByLetters.put(row.letters(), row);
			int seat = row.first();
			for (int place = 0; place < row.drawing().length(); place++) {
				char kind = row.drawing().charAt(place);
				if (kind != SeatSymbol.AISLE) {
					this.rowOfSeat[seat] = row;
					this.distances[seat] = distance(row, place);
					this.accessible.set(seat, SeatSymbol.isAccessible(kind));
					this.house.set(seat, SeatSymbol.isHouse(kind));
					this.ends.set(seat,
							place + 1 == row.drawing().length() || row.drawing().charAt(place + 1) == SeatSymbol.AISLE);
					seat++;
				}
			}
		}
	}

	/**
	 * Reads the form that {@link #drawing()} has: a line a row, of its letters and the
	 * drawing of its seats, such as {@code A aa|....|..}.
	 */
	public static SeatLayout parse(List<String> drawing) {
		List<Row> rows = new ArrayList<>();
		for (String line : drawing) {
			int space = line.indexOf(' ');
			int first = rows.isEmpty() ? 0 : rows.getLast().end();
			rows.add(Row.of(rows.size(), line.substring(0, space), 1, line.substring(space + 1), first));
		}
		return new SeatLayout(rows);
	}

	/**
	 * Returns the layout of seats of which nothing is known but their numbers.
	 * @param first the first seat's number
	 * @param count how many there are
	 */
	public static SeatLayout numbered(int first, int count) {
		return new SeatLayout(List.of(Row.of(0, "", first, String.valueOf(SeatSymbol.SEAT).repeat(count), 0)));
	}

	/**
	 * Returns whether nothing is known of the seats but their numbers.
	 */
	public boolean isNumbered() {
		return this.rows.getFirst().letters().isEmpty();
	}

	/**
	 * Returns how many seats there are.
	 */
	public int size() {
		return this.distances.length;
	}

	/**
	 * Returns the rows, from the front.
	 */
	public List<Row> rows() {
		return this.rows;
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
	public Optional<Integer> find(String name) {
		Matcher parts = NAME.matcher(name);
		if (!parts.matches()) {
			return Optional.empty();
		}
		return Optional.ofNullable(this.rowsByLetters.get(parts.group(1)))
			.flatMap((row) -> row.find(Integer.parseInt(parts.group(2))));
	}

	/**
	 * Returns the name of a seat.
	 */
	public String name(int seat) {
		Row row = row(seat);
		return row.letters() + (row.firstNumber() + seat - row.first());
	}

	/**
	 * Returns the seats that can be reached in a wheelchair.
	 */
	public List<Integer> accessible() {
		return this.accessible.stream().boxed().toList();
	}

	/**
	 * Returns the seats of a set that are not accessible.
	 */
	BitSet ordinary(BitSet seats) {
		BitSet ordinary = (BitSet) seats.clone();
		ordinary.andNot(this.accessible);
		return ordinary;
	}

	boolean isAccessible(int seat) {
		return this.accessible.get(seat);
	}

	/**
	 * Returns the seats that are not for sale to begin with.
	 */
	public List<Integer> house() {
		return this.house.stream().boxed().toList();
	}

	Row row(int seat) {
		return this.rowOfSeat[seat];
	}

	/**
	 * Returns whether a seat and the next one are side by side.
	 */
	boolean adjoinsNext(int seat) {
		return !this.ends.get(seat);
	}

	/**
	 * Returns the seat behind those of a set that are side by side.
	 * @param first the first of them
	 */
	int endOfRun(BitSet seats, int first) {
		return Math.min(seats.nextClearBit(first), this.ends.nextSetBit(first) + 1);
	}

	/**
	 * Returns how far a seat is from the middle of the section: the square of twice the
	 * distance, where rows are as far apart as seats, and aisles as wide.
	 */
	int distanceFromMiddle(int seat) {
		return this.distances[seat];
	}

	private int distance(Row row, int place) {
		int across = 2 * place - (row.drawing().length() - 1);
		int along = 2 * row.index() - (this.rows.size() - 1);
		return across * across + along * along;
	}

}
