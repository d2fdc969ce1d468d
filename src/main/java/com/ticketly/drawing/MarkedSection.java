package com.ticketly.drawing;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import org.jspecify.annotations.Nullable;

/**
 * A section with the mark of each seat.
 *
 * @param name the name, or the numbers of its seats if it has no name
 */
record MarkedSection(String name, SeatLayout layout, BitSet accessible, List<SeatMark> marks) {

	static MarkedSection of(PlannedSection planned, int no, @Nullable SeatStates states) {
		SeatLayout layout = planned.layout();
		BitSet house = new BitSet();
		layout.house().forEach(house::set);
		BitSet accessible = new BitSet();
		layout.accessible().forEach(accessible::set);
		List<SeatMark> marks = IntStream.range(0, layout.size()).mapToObj((seat) -> {
			if (states != null) {
				return SeatMark.of(states.of(no, seat));
			}
			return house.get(seat) ? SeatMark.HOUSE : SeatMark.SEAT;
		}).toList();
		return new MarkedSection(planned.name().isEmpty() ? numbers(layout) : planned.name(), layout, accessible,
				marks);
	}

	private static String numbers(SeatLayout layout) {
		int last = layout.size() - 1;
		return (last == 0) ? "Seat " + layout.name(0) : "Seats %s to %s".formatted(layout.name(0), layout.name(last));
	}

	boolean isAccessible(int seat) {
		return this.accessible.get(seat);
	}

	SeatMark mark(int seat) {
		return this.marks.get(seat);
	}

	long count(SeatMark mark) {
		return this.marks.stream().filter(mark::equals).count();
	}

	/**
	 * Returns how many accessible seats have a mark.
	 */
	long countAccessible(SeatMark mark) {
		return this.accessible.stream().filter((seat) -> mark(seat) == mark).count();
	}

}
