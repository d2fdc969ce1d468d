package com.ticketly.ticket;

/**
 * The status of a ticket.
 */
public enum TicketStatus {

	/**
	 * The customer has the seat.
	 */
	BOOKED("Booked"),

	/**
	 * It was canceled, alone or with its slot, or replaced by a ticket of another slot.
	 */
	CANCELED("Canceled"),

	/**
	 * Its slot has expired.
	 */
	EXPIRED("Expired"),

	/**
	 * It has been expired for the configured time.
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
