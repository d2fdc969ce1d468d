package com.ticketly.ticket;

/**
 * What has become of a ticket.
 */
public enum TicketStatus {

	/**
	 * Its seat is the customer's.
	 */
	BOOKED("Booked"),

	/**
	 * Given back, or replaced by a ticket for another slot.
	 */
	CANCELED("Canceled"),

	/**
	 * Its slot is long over.
	 */
	EXPIRED("Expired"),

	/**
	 * It has been expired for long.
	 */
	ARCHIVED("Archived");

	private final String label;

	TicketStatus(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
