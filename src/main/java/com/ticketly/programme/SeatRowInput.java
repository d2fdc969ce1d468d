package com.ticketly.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.input.FieldRules;
import com.ticketly.input.SeatNames;
import com.ticketly.seating.Row;
import com.ticketly.seating.SeatSymbol;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A row of a seating plan, or several rows that are alike.
 *
 * @param row the letters of the row, or a range such as {@code A-F}
 * @param seats the number of seats, from 1 to {@value Section#MAX_SEATS}
 * @param aisles the numbers of the seats with an aisle on their right
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "SeatingPlanRow")
record SeatRowInput(@NotNull @Nullable String row,
		@NotNull @Min(value = 1, message = SEATS) @Max(value = Section.MAX_SEATS,
				message = SEATS) @Nullable Integer seats,
		@Nullable List<@NotNull Integer> aisles) implements FieldRules {

	private static final String SEATS = "must be between 1 and " + Section.MAX_SEATS;

	private static final Pattern RANGE = Pattern.compile("([A-Za-z]{1,2})(?:\\s*-\\s*([A-Za-z]{1,2}))?");

	@Override
	public void check(Violations violations) {
		if (this.row != null && letters().isEmpty()) {
			violations.add("row", "must be one or two letters from A to Z, or a range such as A-F");
		}
		List<Integer> aisles = aislesOrNone().stream().filter(Objects::nonNull).toList();
		if (aisles.stream().anyMatch((aisle) -> aisle < 1 || (this.seats != null && aisle >= this.seats))) {
			violations.add("aisles", "must be numbers of seats of the row, except the last one");
		}
		else if (aisles.size() > Set.copyOf(aisles).size()) {
			violations.add("aisles", SeatNames.DUPLICATES);
		}
	}

	/**
	 * Describes rows. Rows that follow each other and are alike are a range.
	 */
	static List<SeatRowInput> of(List<Row> rows) {
		List<SeatRowInput> described = new ArrayList<>();
		Row first = rows.getFirst();
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			Row next = (i + 1 < rows.size()) ? rows.get(i + 1) : null;
			if (next == null || number(next.letters()) != number(row.letters()) + 1
					|| !shape(next).equals(shape(row))) {
				String letters = (first == row) ? row.letters() : first.letters() + "-" + row.letters();
				described.add(new SeatRowInput(letters, row.end() - row.first(), aisles(row)));
				first = (next != null) ? next : row;
			}
		}
		return described;
	}

	private static List<Integer> shape(Row row) {
		return Stream.concat(Stream.of(row.end() - row.first()), aisles(row).stream()).toList();
	}

	private static List<Integer> aisles(Row row) {
		List<Integer> aisles = new ArrayList<>();
		int seats = 0;
		for (char symbol : row.drawing().toCharArray()) {
			if (symbol == SeatSymbol.AISLE) {
				aisles.add(seats);
			}
			else {
				seats++;
			}
		}
		return aisles;
	}

	boolean hasSeats() {
		return !letters().isEmpty() && this.seats != null && this.seats >= 1 && this.seats <= Section.MAX_SEATS;
	}

	/**
	 * Returns the letters of each row, or an empty list if they are invalid.
	 */
	List<String> letters() {
		Matcher range = RANGE.matcher(Objects.requireNonNullElse(this.row, ""));
		if (!range.matches()) {
			return List.of();
		}
		int last = number(Optional.ofNullable(range.group(2)).orElse(range.group(1)));
		return IntStream.rangeClosed(number(range.group(1)), last).mapToObj(SeatRowInput::letters).toList();
	}

	/**
	 * Returns the number of a row: A is 1, Z is 26, AA is 27 and ZZ is 702.
	 */
	private static int number(String letters) {
		return letters.toUpperCase(Locale.ROOT).chars().reduce(0, (number, letter) -> 26 * number + letter - 'A' + 1);
	}

	private static String letters(int number) {
		return ((number > 26) ? letters((number - 1) / 26) : "") + (char) ('A' + (number - 1) % 26);
	}

	/**
	 * Returns the names of the seats of all rows. Requires {@link #hasSeats()}.
	 */
	Stream<String> seatNames() {
		return letters().stream()
			.flatMap((letters) -> IntStream.rangeClosed(1, requireNonNull(this.seats))
				.mapToObj((number) -> letters + number));
	}

	/**
	 * Draws each row as {@link SeatLayout#parse} reads it.
	 * @param accessible the names of the wheelchair-accessible seats of the section
	 * @param house the names of the house seats of the section
	 */
	Stream<String> draw(Set<String> accessible, Set<String> house) {
		return letters().stream().map((letters) -> {
			StringBuilder drawing = new StringBuilder(letters).append(' ');
			for (int number = 1; number <= requireNonNull(this.seats); number++) {
				String seat = letters + number;
				drawing.append(SeatSymbol.of(accessible.contains(seat), house.contains(seat)));
				if (aislesOrNone().contains(number)) {
					drawing.append(SeatSymbol.AISLE);
				}
			}
			return drawing.toString();
		});
	}

	private List<Integer> aislesOrNone() {
		return Objects.requireNonNullElse(this.aisles, List.of());
	}

}
