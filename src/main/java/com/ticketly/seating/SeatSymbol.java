package com.ticketly.seating;

/**
 * The characters of a drawn row: one for each seat and one for each aisle.
 */
public final class SeatSymbol {

	/**
	 * An aisle.
	 */
	public static final char AISLE = '|';

	static final char SEAT = '.';

	private static final char ACCESSIBLE = 'a';

	/**
	 * A house seat: it is not for sale until an operator unblocks it.
	 */
	private static final char HOUSE = 'h';

	private static final char ACCESSIBLE_HOUSE = 'H';

	private SeatSymbol() {
	}

	/**
	 * Returns the symbol of a seat.
	 */
	public static char of(boolean accessible, boolean house) {
		if (accessible) {
			return house ? ACCESSIBLE_HOUSE : ACCESSIBLE;
		}
		return house ? HOUSE : SEAT;
	}

	static boolean isAccessible(char symbol) {
		return symbol == ACCESSIBLE || symbol == ACCESSIBLE_HOUSE;
	}

	static boolean isHouse(char symbol) {
		return symbol == HOUSE || symbol == ACCESSIBLE_HOUSE;
	}

}
