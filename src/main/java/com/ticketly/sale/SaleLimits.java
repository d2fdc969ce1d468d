package com.ticketly.sale;

import org.jspecify.annotations.Nullable;

/**
 * The limits of each purchase of tickets of a slot.
 *
 * @param maxTicketsPerPhone how many tickets a phone number may have, held or booked;
 * null for the limit of the service
 * @param avoidSingleSeats whether customers who name seats may not leave single seats
 */
public record SaleLimits(@Nullable Integer maxTicketsPerPhone, boolean avoidSingleSeats) {

	/**
	 * The maximum of {@link #maxTicketsPerPhone()}.
	 */
	public static final int MAX_TICKETS = 1000;

	/**
	 * No limits.
	 */
	public static final SaleLimits NONE = new SaleLimits(null, false);

	/**
	 * Returns whether there is a limit of tickets.
	 */
	public boolean limitsTickets() {
		return this.maxTicketsPerPhone != null;
	}

	SaleLimits with(SaleChange change) {
		return new SaleLimits(change.maxTicketsPerPhone().applyTo(this.maxTicketsPerPhone),
				Boolean.TRUE.equals(change.avoidSingleSeats().applyTo(this.avoidSingleSeats)));
	}

}
