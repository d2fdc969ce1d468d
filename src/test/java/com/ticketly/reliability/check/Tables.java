package com.ticketly.reliability.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is stored for the slots of a round.
 */
public record Tables(List<StoredSlot> slots, List<StoredSection> sections, List<StoredBooking> bookings) {

	/**
	 * A slot.
	 *
	 * @param status Scheduled, Canceled or Expired
	 */
	public record StoredSlot(String id, String status) {
	}

	/**
	 * A section.
	 *
	 * @param seats the names of all seats
	 * @param taken the seats that are booked or held
	 * @param holds when each held seat is free again, in milliseconds since 1970
	 * @param left the number of seats that can be sold
	 */
	public record StoredSection(String slot, int no, boolean open, Set<String> seats, Set<String> taken,
			Map<String, Long> holds, Set<String> blocked, int left) {
	}

	/**
	 * A booking or a hold.
	 *
	 * @param customer the name of its customer
	 * @param hold the hold that it is or was, null for none
	 */
	public record StoredBooking(String id, String slot, int section, String customer, List<TicketState> tickets,
			Answer.@Nullable HoldState hold) {

		/**
		 * Returns whether its customer has its tickets.
		 */
		public boolean isTicketed() {
			return this.hold == null || this.hold.status().equals("Confirmed");
		}

		/**
		 * Returns whether it was made by a reschedule or a transfer.
		 */
		public boolean isMoved() {
			return this.tickets.stream().anyMatch((ticket) -> ticket.replaces() != null);
		}

	}

}
