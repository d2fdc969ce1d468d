package com.ticketly.user;

/**
 * The tier of a customer, by the tickets booked in the last twelve months.
 */
public enum CustomerTier {

	SILVER("Silver"), GOLD("Gold"), PLATINUM("Platinum");

	private final String label;

	CustomerTier(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
