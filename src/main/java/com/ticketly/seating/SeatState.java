package com.ticketly.seating;

/**
 * The state of a seat.
 */
public enum SeatState {

	/**
	 * The seat can be booked.
	 */
	FREE,

	/**
	 * The seat is booked.
	 */
	TAKEN,

	/**
	 * The seat is held for a customer until a time.
	 */
	HELD,

	/**
	 * The seat is not for sale.
	 */
	BLOCKED

}
