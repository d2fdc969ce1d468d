package com.ticketly.user;

import com.ticketly.slot.Labeled;

/**
 * The tier of a customer, by the tickets booked in the last twelve months.
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
