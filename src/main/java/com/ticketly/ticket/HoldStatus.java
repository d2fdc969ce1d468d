package com.ticketly.ticket;

/**
 * What has become of a hold.
 */
public enum HoldStatus {

	/**
	 * Its seats are kept for the customer.
	 */
	HELD("Held"),

	/**
	 * It is a booking.
	 */
	CONFIRMED("Confirmed"),

	/**
	 * Its time is up, and so its seats are free.
	 */
	EXPIRED("Expired"),

	/**
	 * Its seats were given back.
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
