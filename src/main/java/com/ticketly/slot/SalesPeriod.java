package com.ticketly.slot;

/**
 * How long tickets of a slot are sold.
 */
public enum SalesPeriod {

	/**
	 * Until the showing ends.
	 */
	UNTIL_END,

	/**
	 * Until the slot expires, so that samples dated in the past can be sold.
	 */
	UNTIL_EXPIRY

}
