package com.ticketly.booking;

/**
 * What an operator does with seats.
 */
public enum SeatAction {

	/**
	 * Takes seats out of the sale. Seats that are taken stay so until they are freed.
	 */
	BLOCK,

	/**
	 * Puts blocked seats on sale again.
	 */
	UNBLOCK

}
