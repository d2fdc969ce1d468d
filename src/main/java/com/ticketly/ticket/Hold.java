package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.ticketly.price.Payment;
import org.jspecify.annotations.Nullable;

/**
 * The part of a booking that makes it a hold, which ends automatically unless it is
 * confirmed.
 *
 * @param code a random part of the id of the hold, which the ids of its tickets do not
 * contain
 * @param until when it ends, in whole seconds
 * @param status the stored status; that it has ended is not stored
 * @param prolongedBy identifies the request that prolonged it, null if none has
 * @param payment the payment with which it was confirmed, null for none
 */
public record Hold(String code, Instant until, HoldStatus status, @Nullable String prolongedBy,
		@Nullable Payment payment) {

	/**
	 * Creates a hold that lasts for a time. Holds end at full seconds. Rounding up never
	 * makes one shorter.
	 */
	public static Hold of(Instant now, Duration lasts) {
		return new Hold(TicketId.newCode(), end(now, lasts), HoldStatus.HELD, null, null);
	}

	private static Instant end(Instant now, Duration lasts) {
		return now.plus(lasts).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
	}

	Hold with(HoldStatus status) {
		return new Hold(this.code, this.until, status, this.prolongedBy, this.payment);
	}

	Hold confirm(@Nullable Payment payment) {
		return new Hold(this.code, this.until, HoldStatus.CONFIRMED, this.prolongedBy, payment);
	}

	/**
	 * Returns whether it was prolonged, which is possible once.
	 */
	public boolean isProlonged() {
		return this.prolongedBy != null;
	}

	/**
	 * Returns this hold with an end that is not earlier than before.
	 * @param request identifies the request
	 */
	Hold prolong(Instant now, Duration lasts, String request) {
		Instant end = end(now, lasts);
		return new Hold(this.code, end.isAfter(this.until) ? end : this.until, this.status, request, this.payment);
	}

	/**
	 * Returns the status at a time.
	 */
	public HoldStatus statusAt(Instant now) {
		return (this.status == HoldStatus.HELD && !now.isBefore(this.until)) ? HoldStatus.EXPIRED : this.status;
	}

}
