package com.ticketly.user;

import com.ticketly.slot.Labeled;

/**
 * How good a customer somebody has been in the last twelve months.
 */
public enum CustomerTier implements Labeled {

	SILVER("Silver"), GOLD("Gold"), PLATINUM("Platinum");

	private final String label;

	CustomerTier(String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return this.label;
	}

}
