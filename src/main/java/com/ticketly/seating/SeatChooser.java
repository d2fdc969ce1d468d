package com.ticketly.seating;

import java.util.List;
import java.util.Optional;

/**
 * Chooses free seats of one section. Seats are indexes from 0.
 */
interface SeatChooser {

	boolean has(int count, SeatQuality minimum);

	/**
	 * Returns the quality of the best free seats, or empty if too few seats are free.
	 */
	Optional<SeatQuality> quality(int count);

	/**
	 * Returns the best free seats in ascending order, or empty if none meet the minimum
	 * quality.
	 */
	Optional<List<Integer>> choose(int count, SeatQuality minimum);

}
