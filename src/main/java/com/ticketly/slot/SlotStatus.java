package com.ticketly.slot;

/**
 * The stored status of a slot.
 */
public enum SlotStatus {

	/**
	 * No expiry run has closed it, although its expiry time may have passed.
	 */
	SCHEDULED("Scheduled"),

	/**
	 * An expiry run has closed it and stored the status of its tickets.
	 */
	EXPIRED("Expired"),

	/**
	 * It will not take place.
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
