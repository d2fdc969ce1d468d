package com.ticketly.drawing;

import com.ticketly.seating.SeatState;

/**
 * The states of the seats of a seating plan.
 */
@FunctionalInterface
public interface SeatStates {

	/**
	 * Returns the state of a seat.
	 * @param section the number of the section, from 0
	 * @param seat the index of the seat in the section, from 0
	 */
	SeatState of(int section, int seat);

}
