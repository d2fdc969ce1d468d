package com.ticketly.drawing;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.seating.Row;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatSymbol;

/**
 * Seats side by side: a row, or a part of seats that only have numbers. Lengths are in
 * units of the picture.
 *
 * @param left the label on the left
 * @param right the label on the right
 * @param row the row of the seats
 * @param drawing the symbols of the seats and aisles
 * @param first the index of the first seat in the section
 */
record SeatLine(String left, String right, Row row, String drawing, int first) {

	/**
	 * The distance of the centers of two adjacent seats.
	 */
	static final int SEAT = 20;

	private static final int AISLE = 12;

	/**
	 * How many seats a line has at most that only have numbers.
	 */
	private static final int MAX_NUMBERED = 20;

	static List<SeatLine> of(SeatLayout layout) {
		return layout.isNumbered() ? wrap(layout.rows().getFirst())
				: layout.rows()
					.stream()
					.map((row) -> new SeatLine(row.letters(), row.letters(), row, row.drawing(), row.first()))
					.toList();
	}

	private static List<SeatLine> wrap(Row row) {
		List<SeatLine> lines = new ArrayList<>();
		for (int begin = row.first(); begin < row.end(); begin += MAX_NUMBERED) {
			int end = Math.min(begin + MAX_NUMBERED, row.end());
			int number = row.firstNumber() + begin;
			lines.add(new SeatLine(Integer.toString(number), Integer.toString(number + end - begin - 1), row,
					row.drawing().substring(begin, end), begin));
		}
		return lines;
	}

	int width() {
		return this.drawing.chars().map(SeatLine::widthOf).sum();
	}

	private static int widthOf(int symbol) {
		return (symbol == SeatSymbol.AISLE) ? AISLE : SEAT;
	}

	/**
	 * Returns the number in the name of a seat.
	 */
	int number(int seat) {
		return this.row.firstNumber() + seat - this.row.first();
	}

	/**
	 * Passes on the seats with their centers, from the left end of the line.
	 */
	void forEachSeat(Place place) {
		int seat = this.first;
		int x = 0;
		for (char symbol : this.drawing.toCharArray()) {
			if (symbol != SeatSymbol.AISLE) {
				place.accept(seat++, x + SEAT / 2);
			}
			x += widthOf(symbol);
		}
	}

	/**
	 * Takes the seats of a line.
	 */
	@FunctionalInterface
	interface Place {

		void accept(int seat, int x);

	}

}
