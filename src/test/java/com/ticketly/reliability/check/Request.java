package com.ticketly.reliability.check;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request of a customer or an operator.
 *
 * @param customer the name of the customer, which no other booking, hold, or transfer
 * has; empty where the request names none
 * @param key the idempotency key, null for none
 * @param slot the slot, for a reschedule the new one; empty for none
 * @param subject the ticket or hold, empty for none
 * @param count the number of seats
 * @param seats the names of the seats, empty for the best ones
 * @param holdSeconds how long seats are held
 */
public record Request(Kind kind, String customer, @Nullable String key, String slot, String subject, int count,
		List<String> seats, int holdSeconds) {

	/**
	 * Returns a request that takes seats.
	 * @param kind {@link Kind#BOOK} or {@link Kind#HOLD}
	 */
	public static Request book(Kind kind, String customer, @Nullable String key, String slot, int count,
			List<String> seats, int holdSeconds) {
		return new Request(kind, customer, key, slot, "", count, seats, holdSeconds);
	}

	/**
	 * Returns a request for a ticket or hold.
	 */
	public static Request of(Kind kind, String subject, String slot, @Nullable String key) {
		return new Request(kind, "", key, slot, subject, 1, List.of(), 0);
	}

	/**
	 * Returns a request to give a ticket to another customer.
	 */
	public static Request transfer(String ticket, String customer, @Nullable String key) {
		return new Request(Kind.TRANSFER, customer, key, "", ticket, 1, List.of(), 0);
	}

	/**
	 * Returns a request for a whole slot, or for all slots if it is empty.
	 */
	public static Request ofSlot(Kind kind, String slot) {
		return of(kind, "", slot, null);
	}

	/**
	 * Returns a request for seats of a slot.
	 */
	public static Request ofSeats(Kind kind, String slot, List<String> seats, @Nullable String key) {
		return new Request(kind, "", key, slot, "", seats.size(), seats, 0);
	}

	/**
	 * What is requested.
	 */
	public enum Kind {

		BOOK, HOLD, CONFIRM, RELEASE, CANCEL, RESCHEDULE, TRANSFER, BLOCK, UNBLOCK, CANCEL_SLOT, EXPIRE, READ_SLOT,
		READ_SEATS, READ_TICKET, READ_HOLD, LIST_SLOTS, LIST_TICKETS;

		/**
		 * Returns whether a request of this kind takes seats for a customer.
		 */
		public boolean takesSeats() {
			return this == BOOK || this == HOLD;
		}

	}

}
