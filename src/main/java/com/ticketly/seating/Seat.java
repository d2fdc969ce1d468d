package com.ticketly.seating;

/**
 * A seat of a slot.
 *
 * @param number its number in the slot, from 1
 * @param name what customers call it, such as {@code C4}
 */
public record Seat(int number, String name) {

	/**
	 * Returns a seat that has nothing but its number.
	 */
	public static Seat numbered(int number) {
		return new Seat(number, Integer.toString(number));
	}

}
