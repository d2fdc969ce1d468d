package com.ticketly.sale;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether tickets are sold at a time, as far as the terms say.
 */
public sealed interface SaleState {

	/**
	 * Tickets are sold.
	 */
	record Open() implements SaleState {

		static final Open OPEN = new Open();

	}

	/**
	 * The sale has not opened for the customer.
	 *
	 * @param from when it opens for everybody
	 * @param presaleFrom when it opens for customers with a code, null if there is no
	 * presale
	 * @param wrongCode whether the presale is open and the customer's code is wrong
	 */
	record NotOpen(Instant from, @Nullable Instant presaleFrom, boolean wrongCode) implements SaleState {
	}

	/**
	 * The sale has ended.
	 */
	record Ended(Instant until) implements SaleState {
	}

}
