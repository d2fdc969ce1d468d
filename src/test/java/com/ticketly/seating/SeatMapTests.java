package com.ticketly.seating;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SeatMapTests {

	private static final byte[] NONE = new byte[0];

	@Test
	void choosesSeatsSideBySide() {
		SeatMap map = SeatMap.free(8).take(List.of(1, 4));

		assertThat(map.choose(3)).containsExactly(5, 6, 7);
		assertThat(map.choose(2)).containsExactly(2, 3);
	}

	@Test
	void choosesTheFirstSeatsWhereNoneAreSideBySide() {
		SeatMap map = SeatMap.free(6).take(List.of(1, 4));

		assertThat(map.choose(3)).containsExactly(0, 2, 3);
	}

	@Test
	void refusesToChooseMoreThanIsLeft() {
		assertThatIllegalArgumentException().isThrownBy(() -> SeatMap.free(2).take(List.of(0)).choose(2));
	}

	@Test
	void takesNoSeatTwice() {
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).take(List.of(1)).take(List.of(0, 1)));
	}

	@Test
	void freesNoFreeSeat() {
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).free(List.of(1)));
	}

	@Test
	void hasNoSeatBeyondItsSize() {
		assertThatIllegalArgumentException().isThrownBy(() -> SeatMap.free(3).take(List.of(3)));
		assertThatIllegalArgumentException().isThrownBy(() -> SeatMap.of(3, new byte[] { 8 }, NONE, NONE));
	}

	@Test
	void takesAtMost63BytesForAFullSection() {
		SeatMap full = SeatMap.free(500).take(IntStream.range(0, 500).boxed().toList());

		assertThat(full.takenBytes()).hasSize(63);
		assertThat(full.left()).isZero();
	}

	@Property
	void isReadAsItWasWritten(@ForAll @IntRange(min = 1, max = 500) int size,
			@ForAll Set<@IntRange(max = 499) Integer> seats) {
		Set<Integer> taken = within(seats, size);
		SeatMap map = SeatMap.free(size).take(taken);

		assertThat(SeatMap.of(size, map.takenBytes(), NONE, NONE)).isEqualTo(map);
	}

	@Property
	void knowsWhatASetKnows(@ForAll @IntRange(min = 1, max = 500) int size,
			@ForAll Set<@IntRange(max = 499) Integer> seats, @ForAll Set<@IntRange(max = 499) Integer> returned) {
		Set<Integer> taken = within(seats, size);
		Set<Integer> freed = within(returned, size);
		freed.retainAll(taken);

		SeatMap map = SeatMap.free(size).take(taken).free(freed);

		taken.removeAll(freed);
		assertThat(map.left()).isEqualTo(size - taken.size());
		assertThat(IntStream.range(0, size).filter(isTaken(map)).boxed()).containsExactlyElementsOf(taken);
	}

	@Property
	void choosesFreeSeatsAndThoseSideBySideWhereThereAreSome(@ForAll @IntRange(min = 10, max = 60) int size,
			@ForAll Set<@IntRange(max = 59) Integer> seats, @ForAll @IntRange(min = 1, max = 10) int count) {
		SeatMap map = SeatMap.free(size).take(within(seats, size));
		Assume.that(map.left() >= count);

		List<Integer> chosen = map.choose(count);

		assertThat(chosen).hasSize(count)
			.isSorted()
			.doesNotHaveDuplicates()
			.noneMatch((seat) -> map.state(seat) == SeatState.TAKEN);
		boolean possible = IntStream.rangeClosed(0, size - count)
			.anyMatch((first) -> IntStream.range(first, first + count).noneMatch(isTaken(map)));
		assertThat(chosen.getLast() - chosen.getFirst() == count - 1).isEqualTo(possible);
	}

	private static IntPredicate isTaken(SeatMap map) {
		return (seat) -> map.state(seat) == SeatState.TAKEN;
	}

	private static Set<Integer> within(Set<Integer> seats, int size) {
		Set<Integer> within = new TreeSet<>(seats);
		within.removeIf((seat) -> seat >= size);
		return within;
	}

}
