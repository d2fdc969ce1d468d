package com.ticketly.ticket;

import java.time.Instant;

/**
 * What makes a booking a hold: it ends by itself unless it is confirmed.
 *
 * @param code the part of the hold's id that holders of its tickets do not know
 * @param until when it ends, in whole seconds
 * @param status what has become of it; the end of its time is not stored
 */
public record Hold(String code, Instant until, HoldStatus status) {

	/**
	 * Makes a hold.
	 */
	public static Hold until(Instant until) {
		return new Hold(TicketId.newCode(), until, HoldStatus.HELD);
	}

	Hold with(HoldStatus status) {
		return new Hold(this.code, this.until, status);
	}

	/**
	 * Returns what it is at a time.
	 */
	public HoldStatus statusAt(Instant now) {
		return (this.status == HoldStatus.HELD && !now.isBefore(this.until)) ? HoldStatus.EXPIRED : this.status;
	}

}
