package com.ticketly.seating;

/**
 * A seat of a slot.
 *
 * @param number the number of the seat in the slot, from 1
 * @param name the name shown to customers, such as {@code C4}
 */
public record Seat(int number, String name) {

	/**
	 * Returns a seat that is named by its number.
	 */
	public static Seat numbered(int number) {
		return new Seat(number, Integer.toString(number));
	}

}
