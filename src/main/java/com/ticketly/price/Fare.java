package com.ticketly.price;

import org.joda.money.Money;

/**
 * What a ticket costs. It does not change with the prices of its slot once its seat is
 * held or booked.
 *
 * @param category the name of the price category of the seat
 * @param concession the name of the concession, such as {@code Child}
 */
public record Fare(Money amount, String category, String concession) {

	/**
	 * A character that names cannot contain.
	 */
	private static final String SEPARATOR = "\u001f";

	/**
	 * Reads the text that {@link #text()} returns.
	 */
	public static Fare parse(String text) {
		String[] parts = text.split(SEPARATOR, 3);
		return new Fare(Money.parse(parts[0]), parts[1], parts[2]);
	}

	/**
	 * Returns the fare of a ticket that is given away.
	 */
	public Fare free() {
		return new Fare(Money.zero(this.amount.getCurrencyUnit()), this.category, this.concession);
	}

	/**
	 * Returns this fare as a text, as it is stored.
	 */
	public String text() {
		return String.join(SEPARATOR, this.amount.toString(), this.category, this.concession);
	}

}
