package com.ticketly.seating;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which single seats choices leave, in drawn rows: {@code .} is free, {@code x}
 * taken, {@code a} free and accessible, {@code |} an aisle, {@code *} chosen, {@code A}
 * chosen and accessible.
 */
class SingleSeatsTests {

	private static List<Integer> leftBy(String... rows) {
		StringBuilder seats = new StringBuilder();
		List<String> drawing = IntStream.range(0, rows.length).mapToObj((row) -> {
			seats.append(rows[row].replace("|", ""));
			return (char) ('A' + row) + " " + rows[row].replaceAll("[x*]", ".").replace('A', 'a');
		}).toList();
		return new SingleSeats(SeatLayout.parse(drawing), set(seats, ".a*A"))
			.leftBy(set(seats, "*A").stream().boxed().toList());
	}

	private static BitSet set(CharSequence seats, String symbols) {
		BitSet set = new BitSet();
		IntStream.range(0, seats.length()).filter((seat) -> symbols.indexOf(seats.charAt(seat)) >= 0).forEach(set::set);
		return set;
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			.**....,    0
			**.x....,   2
			**.x...,
			.*.....,    0
			...**.|..,  5
			..**.|..x,  4
			**..**..,
			**.....,
			..**...,
			x**..x.,
			.x.**..x.,  2
			***x.,
			**.,
			.**,
			*.,
			.*.,        0 2
			**.x,
			a**....,
			**a....,
			.aA....,
			""")
	void areRefusedIfTheyCanBeAvoided(String row, String single) {
		assertThat(leftBy(row).stream().map(String::valueOf).collect(Collectors.joining(" ")))
			.isEqualTo((single != null) ? single : "");
	}

	@Test
	void areOfTheSameRow() {
		assertThat(leftBy("**.", "...")).as("no other choice in row A").isEmpty();
		assertThat(leftBy("**.", ".*....")).containsExactly(3);
		assertThat(leftBy(".*....", ".*....")).containsExactly(0, 6);
	}

	@Test
	void keepPartiesTogether() {
		assertThat(leftBy("**.x.")).as("only apart").isEmpty();
		assertThat(leftBy("**.x..")).as("together elsewhere").containsExactly(2);
	}

	@Property(tries = 3000)
	void areThoseThatAnotherChoiceAvoids(
			@ForAll @Chars({ '.', 'x', 'a', '|', '*', 'A' }) @StringLength(min = 1, max = 10) String row) {
		String seats = row.replace("|", "");
		Assume.that(!seats.isEmpty());
		BitSet chosen = set(seats, "*A");
		List<Integer> expected = single(row, chosen);
		boolean avoidable = IntStream.range(0, 1 << seats.length())
			.mapToObj((bits) -> BitSet.valueOf(new long[] { bits }))
			.filter((other) -> other.cardinality() == chosen.cardinality())
			.filter((other) -> other.stream().allMatch((seat) -> ".*A".indexOf(seats.charAt(seat)) >= 0))
			.filter((other) -> groups(row, other) <= groups(row, chosen))
			.anyMatch((other) -> single(row, other).isEmpty());

		assertThat(leftBy(row)).isEqualTo(avoidable ? expected : List.of());
	}

	/**
	 * Returns the ordinary seats that are alone after a choice and were not before.
	 */
	private static List<Integer> single(String row, BitSet chosen) {
		String seats = row.replace("|", "");
		BitSet free = set(seats, ".a*A");
		BitSet rest = (BitSet) free.clone();
		rest.andNot(chosen);
		return rest.stream()
			.filter((seat) -> seats.charAt(seat) == '.' || seats.charAt(seat) == '*')
			.filter((seat) -> neighbors(row, seat).noneMatch(rest::get))
			.filter((seat) -> neighbors(row, seat).anyMatch(free::get))
			.boxed()
			.toList();
	}

	private static int groups(String row, BitSet chosen) {
		return (int) chosen.stream()
			.filter((seat) -> neighbors(row, seat).noneMatch((other) -> other < seat && chosen.get(other)))
			.count();
	}

	private static IntStream neighbors(String row, int seat) {
		int column = IntStream.range(0, row.length())
			.filter((i) -> row.charAt(i) != '|')
			.skip(seat)
			.findFirst()
			.orElseThrow();
		IntStream.Builder neighbors = IntStream.builder();
		if (column > 0 && row.charAt(column - 1) != '|') {
			neighbors.add(seat - 1);
		}
		if (column + 1 < row.length() && row.charAt(column + 1) != '|') {
			neighbors.add(seat + 1);
		}
		return neighbors.build();
	}

}
