package com.ticketly.slot;

/**
 * Why tickets of a slot are not sold, or the slot cannot be changed.
 */
public sealed interface SalesRefusal {

	/**
	 * The slot is canceled.
	 *
	 * @param reason why it was canceled, for customers
	 */
	record Canceled(SlotId slot, String reason) implements SalesRefusal {
	}

	/**
	 * The showing is over, or the slot is expired.
	 */
	record Over(SlotId slot) implements SalesRefusal {
	}

}
