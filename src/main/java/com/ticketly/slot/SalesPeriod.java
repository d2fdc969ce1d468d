package com.ticketly.slot;

/**
 * Until when slots are on sale.
 */
public enum SalesPeriod {

	UNTIL_END, UNTIL_EXPIRY

}
