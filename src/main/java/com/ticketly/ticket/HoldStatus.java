package com.ticketly.ticket;

/**
 * The status of a hold.
 */
public enum HoldStatus {

	/**
	 * Its seats are reserved for the customer.
	 */
	HELD("Held"),

	/**
	 * It was confirmed, so it is a booking.
	 */
	CONFIRMED("Confirmed"),

	/**
	 * Its time has passed, so its seats are free.
	 */
	EXPIRED("Expired"),

	/**
	 * It was released, or its slot was canceled.
	 */
	RELEASED("Released");

	private final String label;

	HoldStatus(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
