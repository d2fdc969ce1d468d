package com.ticketly.ticket;

import java.time.Instant;

/**
 * The part of a booking that makes it a hold, which ends automatically unless it is
 * confirmed.
 *
 * @param code a random part of the id of the hold, which the ids of its tickets do not
 * contain
 * @param until when it ends, in whole seconds
 * @param status the stored status; that it has ended is not stored
 */
public record Hold(String code, Instant until, HoldStatus status) {

	/**
	 * Creates a hold that ends at a time, in whole seconds.
	 */
	public static Hold until(Instant until) {
		return new Hold(TicketId.newCode(), until, HoldStatus.HELD);
	}

	Hold with(HoldStatus status) {
		return new Hold(this.code, this.until, status);
	}

	/**
	 * Returns the status at a time.
	 */
	public HoldStatus statusAt(Instant now) {
		return (this.status == HoldStatus.HELD && !now.isBefore(this.until)) ? HoldStatus.EXPIRED : this.status;
	}

}
