package com.ticketly.seating;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SeatMapTests {

	@Test
	void takesNoSeatTwice() {
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).take(List.of(1)).take(List.of(0, 1)));
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).take(List.of(1, 1)));
	}

	@Test
	void takesNoBlockedSeat() {
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).block(List.of(1)).take(List.of(0, 1)));
	}

	@Test
	void freesNoFreeSeat() {
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).free(List.of(1)));
		assertThatIllegalStateException().isThrownBy(() -> SeatMap.free(3).take(List.of(1)).free(List.of(1, 1)));
	}

	@Test
	void prolongsOnlyHolds() {
		Instant end = Instant.parse("2030-10-01T00:05:00Z");
		SeatMap map = SeatMap.free(3).take(List.of(0)).hold(List.of(1, 2), end);

		SeatMap prolonged = map.prolong(List.of(2), end.plusSeconds(60));

		assertThat(prolonged.isHeld(List.of(2), end.plusSeconds(60))).isTrue();
		assertThat(prolonged.isHeld(List.of(1), end)).isTrue();
		assertThat(prolonged.asOf(end).left()).isEqualTo(1);
		assertThatIllegalStateException().isThrownBy(() -> map.prolong(List.of(0, 1), end));
		assertThatIllegalStateException().isThrownBy(() -> map.asOf(end).prolong(List.of(1), end));
	}

	@Test
	void hasNoSeatBeyondItsSize() {
		assertThatIllegalArgumentException().isThrownBy(() -> SeatMap.free(3).take(List.of(3)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SeatMap(3, SeatSet.of(new byte[] { 8 }), SeatSet.NONE, SeatHolds.NONE));
	}

	@Test
	void takesAtMost63BytesForAFullSection() {
		SeatMap full = SeatMap.free(500).take(IntStream.range(0, 500).boxed().toList());

		assertThat(full.taken().toBytes()).hasSize(63);
		assertThat(full.left()).isZero();
	}

	@Property
	void isReadAsItWasWritten(@ForAll @IntRange(min = 1, max = 500) int size,
			@ForAll Set<@IntRange(max = 499) Integer> seats) {
		SeatMap map = SeatMap.free(size).take(within(seats, size));

		assertThat(read(map)).isEqualTo(map);
	}

	@Property
	void isReadWithTheHoldsAndBlockedSeatsThatWereWritten(@ForAll @IntRange(min = 1, max = 500) int size,
			@ForAll Set<@IntRange(max = 499) Integer> seats, @ForAll Set<@IntRange(max = 499) Integer> blocked,
			@ForAll @IntRange(min = 1) int second) {
		SeatMap map = SeatMap.free(size)
			.hold(within(seats, size), Instant.ofEpochSecond(2L * second))
			.block(within(blocked, size));

		assertThat(read(map)).isEqualTo(map);
	}

	@Property
	void holdsTheSameSeatsAsASet(@ForAll @IntRange(min = 1, max = 500) int size,
			@ForAll Set<@IntRange(max = 499) Integer> seats, @ForAll Set<@IntRange(max = 499) Integer> returned) {
		Set<Integer> taken = within(seats, size);
		Set<Integer> freed = within(returned, size);
		freed.retainAll(taken);

		SeatMap map = SeatMap.free(size).take(taken).free(freed);

		taken.removeAll(freed);
		assertThat(map.left()).isEqualTo(size - taken.size());
		assertThat(IntStream.range(0, size).filter(isTaken(map)).boxed()).containsExactlyElementsOf(taken);
	}

	private static SeatMap read(SeatMap map) {
		return new SeatMap(map.size(), SeatSet.of(map.taken().toBytes()), SeatSet.of(map.blocked().toBytes()),
				SeatHolds.of(map.holds().toBytes()));
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
