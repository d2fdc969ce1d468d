package com.ticketly.ticket;

import com.ticketly.slot.Labeled;

/**
 * What has become of a ticket.
 */
public enum TicketStatus implements Labeled {

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
	public String label() {
		return this.label;
	}

}
