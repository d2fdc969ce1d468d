package com.ticketly.slot;

import java.time.Instant;

import com.ticketly.sale.SaleState;

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

	/**
	 * The sale has not opened for the customer.
	 */
	record NotOpen(SlotId slot, SaleState.NotOpen state) implements SalesRefusal {
	}

	/**
	 * The sale has ended before the slot.
	 *
	 * @param until until when tickets were sold
	 */
	record Ended(SlotId slot, Instant until) implements SalesRefusal {
	}

}
