package com.ticketly.seating;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * Tests the choice of the best seats in drawn halls: {@code .} is free, {@code x} taken,
 * {@code a} free and accessible, {@code |} an aisle, {@code *} chosen. The first line is
 * the front row.
 */
class BestSeatsTests {

	/**
	 * Chooses seats and draws the hall with them.
	 */
	private static String choose(int count, String hall) {
		List<String> rows = new ArrayList<>();
		BitSet free = new BitSet();
		int seats = 0;
		for (String line : hall.strip().split("\n")) {
			rows.add((char) ('A' + rows.size()) + " " + line.replace('x', SeatSymbol.SEAT));
			for (char place : line.replace("|", "").toCharArray()) {
				free.set(seats++, place != 'x');
			}
		}
		List<Integer> chosen = new BestSeats(SeatLayout.parse(rows), free)
			.choose(count, SeatQuality.ANYWHERE_ACCESSIBLE)
			.orElseThrow();
		assertThat(chosen).hasSize(count).isSorted().doesNotHaveDuplicates().allMatch(free::get);
		StringBuilder drawn = new StringBuilder();
		int seat = 0;
		for (char place : hall.strip().toCharArray()) {
			boolean isSeat = place != '|' && place != '\n';
			drawn.append((isSeat && chosen.contains(seat)) ? '*' : place);
			seat += isSeat ? 1 : 0;
		}
		return drawn.toString();
	}

	private static String hall(String... rows) {
		return String.join("\n", Arrays.asList(rows));
	}

	@Test
	void areInTheMiddle() {
		assertThat(choose(2, hall("......", "......", "......"))).isEqualTo(hall("......", "..**..", "......"));
		assertThat(choose(1, hall(".....", ".....", "....."))).isEqualTo(hall(".....", "..*..", "....."));
		assertThat(choose(2, hall("......", "..xx..", "......"))).isEqualTo(hall("..**..", "..xx..", "......"));
	}

	@Test
	void areSideBySideInOneRow() {
		assertThat(choose(3, hall(".x..x.", "..x...", ".x..x."))).isEqualTo(hall(".x..x.", "..x***", ".x..x."));
	}

	@Test
	void areNotAcrossAnAisleWhereASideIsFree() {
		assertThat(choose(2, hall(".|.", "..|x"))).isEqualTo(hall(".|.", "**|x"));
		assertThat(choose(4, hall("...|...|...", "...|....|..", "...|...|...")))
			.isEqualTo(hall("...|...|...", "...|****|..", "...|...|..."));
	}

	@Test
	void leaveNoSingleSeatStranded() {
		// The two seats in the middle would leave a single seat on either side.
		assertThat(choose(2, hall("x....x"))).isEqualTo(hall("x**..x"));
		assertThat(choose(2, hall("xx...xx", "x....xx"))).isEqualTo(hall("xx...xx", "x..**xx"));
		assertThat(choose(3, hall("x...x", "x....x"))).isEqualTo(hall("x***x", "x....x"));
		// A single seat is left in any case, so the seats near the middle are better.
		assertThat(choose(2, hall("x...x"))).isEqualTo(hall("x**.x"));
	}

	@Test
	void areAccessibleLast() {
		assertThat(choose(2, hall("..aa..", "......"))).isEqualTo(hall("..aa..", "..**.."));
		assertThat(choose(2, hall(".aa.", "xx.."))).isEqualTo(hall(".aa.", "xx**"));
		assertThat(choose(1, hall("aaa.", "aaaa"))).isEqualTo(hall("aaa*", "aaaa"));
		assertThat(choose(2, hall("aa", "xx"))).isEqualTo(hall("**", "xx"));
	}

	@Test
	void areAsFewAccessibleOnesAsCanBe() {
		assertThat(choose(3, hall(".a|a|."))).isEqualTo(hall("**|a|*"));
		assertThat(choose(6, hall("...", "..", "aaaa"))).isEqualTo(hall("***", "**", "a*aa"));
		assertThat(choose(3, hall("x.a", "a", ".axxx"))).isEqualTo(hall("x**", "a", "*axxx"));
	}

	@Test
	void takeAccessibleSeatsRatherThanSplitAParty() {
		assertThat(choose(3, hall("a..x", ".x.."))).isEqualTo(hall("***x", ".x.."));
	}

	@Test
	void areInOneRowRatherThanInTwo() {
		assertThat(choose(4, hall("...x", "..x..", "...x"))).isEqualTo(hall("...x", "**x**", "...x"));
		assertThat(choose(4, hall("..|..", "...|x"))).isEqualTo(hall("**|**", "...|x"));
	}

	@Test
	void areAsCloseAsARowAllows() {
		assertThat(choose(3, hall("..x.x.xx.."))).isEqualTo(hall("**x*x.xx.."));
	}

	@Test
	void splitAPartyOnlyWhereNoRowTakesIt() {
		assertThat(choose(5, hall("..x.", "...x", "x..."))).isEqualTo(hall("**x.", "***x", "x..."));
	}

	@Test
	void leaveNobodyAloneWhereThatCanBeAvoided() {
		assertThat(choose(5, hall("....", "...x"))).isEqualTo(hall("**..", "***x"));
		assertThat(choose(7, hall("....", "..", ".."))).isEqualTo(hall("***.", "**", "**"));
		assertThat(choose(8, hall(".....", "..", ".."))).isEqualTo(hall("****.", "**", "**"));
		assertThat(choose(6, hall("...|..", ".."))).isEqualTo(hall(".**|**", "**"));
		// One person must sit alone, but no second one.
		assertThat(choose(8, hall("....", ".x.x.", "..."))).isEqualTo(hall("****", ".x*x.", "***"));
	}

	@Test
	void areInAsFewPiecesAsARowAllows() {
		assertThat(choose(4, hall("..x.x.."))).isEqualTo(hall("**x.x**"));
		assertThat(choose(4, hall(".x..x...x"))).isEqualTo(hall(".x**x**.x"));
		// Four groups are better than three groups with an accessible seat.
		assertThat(choose(4, hall(".x.x.a."))).isEqualTo(hall("*x*x*a*"));
	}

	@Test
	void areTogetherInRowsThatAreNear() {
		assertThat(choose(4, hall("..x", "xxx", "xxx", "..x", "..x")))
			.isEqualTo(hall("..x", "xxx", "xxx", "**x", "**x"));
	}

	@Test
	void areFoundFastHoweverScatteredTheFreeOnesAre() {
		String hall = hall(Collections.nCopies(20, ".x.x.x.x.x.x.x.x.x.x.x.x.").toArray(String[]::new));

		assertTimeout(Duration.ofSeconds(2), () -> IntStream.range(0, 500).forEach((i) -> choose(2, hall)));
	}

	@Test
	void areAllThereAre() {
		assertThat(choose(5, hall(".x.", "x.x", ".x."))).isEqualTo(hall("*x*", "x*x", "*x*"));
		assertThatThrownBy(() -> choose(6, hall(".x.", "x.x", ".x."))).isInstanceOf(NoSuchElementException.class);
	}

	@Test
	void haveTheBestQualityThereIs() {
		BestSeats seats = new BestSeats(SeatLayout.parse(List.of("A ..|..a", "B ..")),
				BitSet.valueOf(new long[] { 0x7f }));

		assertThat(IntStream.rangeClosed(2, 8).mapToObj((count) -> seats.quality(count).orElse(null))).containsExactly(
				SeatQuality.SIDE_BY_SIDE, new SeatQuality(SeatQuality.Adjacency.SIDE_BY_SIDE, 1, 1, 0),
				new SeatQuality(SeatQuality.Adjacency.ONE_ROW, 0, 2, 0),
				new SeatQuality(SeatQuality.Adjacency.ONE_ROW, 1, 2, 0),
				new SeatQuality(SeatQuality.Adjacency.ANYWHERE, 0, 3, 0),
				new SeatQuality(SeatQuality.Adjacency.ANYWHERE, 1, 3, 0), null);
	}

	@Test
	void areNotChosenBelowTheMinimumQuality() {
		BestSeats seats = new BestSeats(SeatLayout.parse(List.of("A ..|..", "B ..")),
				BitSet.valueOf(new long[] { 0x3f }));

		assertThat(seats.choose(4, SeatQuality.SIDE_BY_SIDE_ACCESSIBLE)).isEmpty();
		assertThat(seats.choose(4, new SeatQuality(SeatQuality.Adjacency.ONE_ROW, 0, 1, 0))).isEmpty();
		assertThat(seats.choose(4, new SeatQuality(SeatQuality.Adjacency.ONE_ROW, 0, 2, 0)))
			.contains(List.of(0, 1, 2, 3));
		assertThat(seats.choose(5, SeatQuality.ONE_ROW_ACCESSIBLE)).isEmpty();
		assertThat(seats.choose(7, SeatQuality.ANYWHERE_ACCESSIBLE)).isEmpty();
	}

}
