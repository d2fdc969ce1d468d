package com.ticketly.expiry;

/**
 * The result of an expiry run.
 *
 * @param slots how many slots it expired
 * @param tickets how many tickets it expired
 */
public record ExpiryReport(int slots, int tickets) {

	static final ExpiryReport NOTHING = new ExpiryReport(0, 0);

	ExpiryReport plus(ExpiryReport other) {
		return new ExpiryReport(this.slots + other.slots, this.tickets + other.tickets);
	}

	String toText() {
		return this.slots + " " + this.tickets;
	}

	static ExpiryReport parse(String text) {
		String[] parts = text.split(" ");
		return new ExpiryReport(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
	}

}
