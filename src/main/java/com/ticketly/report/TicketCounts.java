package com.ticketly.report;

/**
 * Counts of tickets that the state of seats does not show.
 *
 * @param complimentary the valid tickets with a price of 0
 * @param canceled the canceled tickets that no ticket of the same slot replaces
 * @param replaced the tickets that one of the same slot replaces
 */
record TicketCounts(long complimentary, long canceled, long replaced) {

	static final TicketCounts NONE = new TicketCounts(0, 0, 0);

	TicketCounts plus(TicketCounts other) {
		return new TicketCounts(this.complimentary + other.complimentary, this.canceled + other.canceled,
				this.replaced + other.replaced);
	}

}
