package com.ticketly.slot;

/**
 * What is stored of a slot's life.
 */
public enum SlotStatus {

	/**
	 * Not closed by an expiry run yet.
	 */
	SCHEDULED("Scheduled"),

	/**
	 * Closed by an expiry run, its tickets caught up.
	 */
	EXPIRED("Expired"),

	/**
	 * Will not be.
	 */
	CANCELED("Canceled");

	private final String label;

	SlotStatus(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
