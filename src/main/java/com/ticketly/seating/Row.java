package com.ticketly.seating;

import java.util.Optional;

/**
 * A row of seats.
 *
 * @param index the position of the row in its section, 0 for the front row
 * @param letters the letters of the row, such as {@code A}, or empty if the seats only
 * have numbers
 * @param firstNumber the number in the name of the first seat
 * @param drawing the symbols of the row's seats and aisles, from left to right
 * @param first the index of the first seat in the section
 * @param end the index after that of the last seat
 * @see SeatSymbol
 */
public record Row(int index, String letters, int firstNumber, String drawing, int first, int end) {

	static Row of(int index, String letters, int firstNumber, String drawing, int first) {
		int seats = (int) drawing.chars().filter((symbol) -> symbol != SeatSymbol.AISLE).count();
		return new Row(index, letters, firstNumber, drawing, first, first + seats);
	}

	/**
	 * Returns the index in the section of the seat that has a number in its name.
	 */
	Optional<Integer> find(int number) {
		int seat = this.first + number - this.firstNumber;
		return (seat >= this.first && seat < this.end) ? Optional.of(seat) : Optional.empty();
	}

}
