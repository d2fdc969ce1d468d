package com.ticketly.seating;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rows, seats and aisles of a section. Seats are indexes from 0 through the section.
 * The name of a seat is the letters of its row and a number that counts from the left.
 */
public final class SeatLayout extends SeatGrid {

	private static final Pattern NAME = Pattern.compile("([A-Z]*)([1-9]\\d{0,4})");

	private final Map<String, Row> rowsByLetters;

	private SeatLayout(List<Row> rows) {
		super(rows);
		this.rowsByLetters = rows.stream().collect(Collectors.toMap(Row::letters, Function.identity()));
	}

	/**
	 * Parses a drawing in the format that {@link #drawing()} returns.
	 * @param drawing a line for each row: its letters, a space and the symbols of its
	 * seats and aisles, such as {@code A aa|....|..}
	 * @see SeatSymbol
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
	 * Returns a layout of {@code count} seats that only have numbers, starting with
	 * {@code first}.
	 */
	public static SeatLayout numbered(int first, int count) {
		return new SeatLayout(List.of(Row.of(0, "", first, String.valueOf(SeatSymbol.SEAT).repeat(count), 0)));
	}

	/**
	 * Returns whether the seats only have numbers.
	 */
	public boolean isNumbered() {
		return rows().getFirst().letters().isEmpty();
	}

	/**
	 * Returns the layout as text, in the format that {@link #parse(List)} reads.
	 */
	public List<String> drawing() {
		return rows().stream().map((row) -> row.letters() + " " + row.drawing()).toList();
	}

	/**
	 * Returns the seat of a name, or empty if there is none.
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

}
