package com.ticketly.slot;

import java.util.stream.IntStream;

import com.ticketly.seating.NumberedSeats;
import com.ticketly.seating.SeatingPlan;

/**
 * How many seats a slot has, and how they are divided into sections.
 *
 * @param hasPlan whether a seating plan is stored; otherwise seats only have numbers
 */
public record SlotCapacity(int seats, int sections, boolean hasPlan) {

	/**
	 * Divides seats that only have numbers into as few sections as possible.
	 */
	static SlotCapacity numbered(int seats) {
		return new SlotCapacity(seats, Math.ceilDiv(seats, Section.MAX_SEATS), false);
	}

	static SlotCapacity of(SeatingPlan plan) {
		return new SlotCapacity(plan.capacity(), plan.sections().size(), true);
	}

	/**
	 * Returns the plan of seats that only have numbers. The sizes of sections differ by
	 * one seat at most, because sections of equal size share the load of an on-sale best.
	 */
	SeatingPlan numberedSeats() {
		return new SeatingPlan(IntStream.range(0, this.sections).mapToObj((no) -> {
			int first = firstSeat(no);
			return new NumberedSeats(first + 1, firstSeat(no + 1) - first).section();
		}).toList());
	}

	private int firstSeat(int section) {
		return (int) ((long) this.seats * section / this.sections);
	}

}
