package com.ticketly.seating;

/**
 * The state of a seat: it can be booked, is booked, is held for a customer until a time,
 * or is not for sale.
 */
public enum SeatState {

	FREE, TAKEN, HELD, BLOCKED

}
