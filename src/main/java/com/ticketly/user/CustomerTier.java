package com.ticketly.user;

/**
 * How good a customer somebody has been in the last twelve months.
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
