package com.ticketly.seating;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstSeatsTests {

	private static FirstSeats seats(SeatMap map) {
		return new FirstSeats(SeatLayout.numbered(1, map.size()), map.free());
	}

	private static List<Integer> choose(SeatMap map, int count) {
		return seats(map).choose(count, SeatQuality.ANYWHERE_ACCESSIBLE).orElseThrow();
	}

	@Test
	void areSideBySide() {
		SeatMap map = SeatMap.free(8).take(List.of(1, 4));

		assertThat(choose(map, 3)).containsExactly(5, 6, 7);
		assertThat(choose(map, 2)).containsExactly(2, 3);
		assertThat(seats(map).quality(3)).contains(SeatQuality.SIDE_BY_SIDE);
	}

	@Test
	void areTheFirstOnesIfNoneAreSideBySide() {
		SeatMap map = SeatMap.free(6).take(List.of(1, 4));

		assertThat(choose(map, 3)).containsExactly(0, 2, 3);
		assertThat(seats(map).quality(3)).contains(SeatQuality.ONE_ROW_ACCESSIBLE);
		assertThat(seats(map).choose(3, SeatQuality.SIDE_BY_SIDE_ACCESSIBLE)).isEmpty();
	}

	@Test
	void areNotMoreThanAreLeft() {
		SeatMap map = SeatMap.free(2).take(List.of(0));

		assertThat(seats(map).choose(2, SeatQuality.ANYWHERE_ACCESSIBLE)).isEmpty();
		assertThat(seats(map).quality(2)).isEmpty();
	}

	@Property
	void areFreeAndSideBySideIfPossible(@ForAll @IntRange(min = 10, max = 60) int size,
			@ForAll Set<@IntRange(max = 59) Integer> seats, @ForAll @IntRange(min = 1, max = 10) int count) {
		SeatMap map = SeatMap.free(size).take(seats.stream().filter((seat) -> seat < size).toList());
		Assume.that(map.left() >= count);

		List<Integer> chosen = choose(map, count);

		assertThat(chosen).hasSize(count)
			.isSorted()
			.doesNotHaveDuplicates()
			.noneMatch((seat) -> map.state(seat) == SeatState.TAKEN);
		boolean possible = IntStream.rangeClosed(0, size - count)
			.anyMatch((first) -> IntStream.range(first, first + count)
				.noneMatch((seat) -> map.state(seat) == SeatState.TAKEN));
		assertThat(chosen.getLast() - chosen.getFirst() == count - 1).isEqualTo(possible);
	}

}
