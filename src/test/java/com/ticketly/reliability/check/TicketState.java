package com.ticketly.reliability.check;

import org.jspecify.annotations.Nullable;

/**
 * A ticket as an answer or a table shows it.
 *
 * @param status the status in the API
 * @param canceledWithSlot whether it was canceled with its slot
 */
public record TicketState(String id, String slot, String seat, String status, boolean canceledWithSlot,
		@Nullable String replaces, @Nullable String replacedBy) {

	/**
	 * Returns a booked ticket.
	 */
	public static TicketState booked(String id, String slot, String seat) {
		return new TicketState(id, slot, seat, "Booked", false, null, null);
	}

	/**
	 * Returns whether it can be used.
	 */
	public boolean isBooked() {
		return this.status.equals("Booked");
	}

	/**
	 * Returns whether its seat was never freed.
	 */
	public boolean keepsSeat() {
		return !this.status.equals("Canceled") || this.canceledWithSlot;
	}

}
