package com.ticketly.seating;

/**
 * What can be done with a seat.
 */
public enum SeatState {

	/**
	 * It can be booked.
	 */
	FREE,

	/**
	 * It is a customer's.
	 */
	TAKEN,

	/**
	 * It is kept for a customer, for a while.
	 */
	HELD,

	/**
	 * It is not for sale.
	 */
	BLOCKED

}
