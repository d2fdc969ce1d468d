package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.price.Fare;
import com.ticketly.seating.Seat;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One seat of a booking. Tickets are never reused: a ticket that is moved to another
 * slot, or transferred to another customer, is replaced by a new one.
 *
 * @param id the id, which is a capability
 * @param status the stored status
 * @param reason why its slot was canceled, null where it was not
 * @param replaces the ticket that it replaces, null for none
 * @param replacedBy the ticket that replaces it, null for none
 * @param fare what it costs, null if its slot had no prices when it was held or booked
 */
public record Ticket(TicketId id, Seat seat, TicketStatus status, @Nullable String reason, @Nullable TicketId replaces,
		@Nullable TicketId replacedBy, @Nullable Fare fare) {

	static Ticket book(TicketId id, Seat seat) {
		return new Ticket(id, seat, TicketStatus.BOOKED, null, null, null, null);
	}

	Ticket replacing(TicketId replaces) {
		return new Ticket(this.id, this.seat, this.status, this.reason, replaces, this.replacedBy, this.fare);
	}

	Ticket costing(@Nullable Fare fare) {
		return new Ticket(this.id, this.seat, this.status, this.reason, this.replaces, this.replacedBy, fare);
	}

	Ticket cancel(@Nullable TicketId replacedBy) {
		if (this.status != TicketStatus.BOOKED) {
			throw new IllegalStateException("Ticket is " + this.status);
		}
		return new Ticket(this.id, this.seat, TicketStatus.CANCELED, null, this.replaces, replacedBy, this.fare);
	}

	Ticket cancelWithSlot(String reason) {
		return (this.status == TicketStatus.BOOKED)
				? new Ticket(this.id, this.seat, TicketStatus.CANCELED, reason, this.replaces, null, this.fare) : this;
	}

	/**
	 * Returns the ticket of another slot that was rescheduled to this one, null for none.
	 * A ticket that was transferred replaces one of its own slot, whose id its customer
	 * must not learn.
	 */
	public @Nullable TicketId rescheduledFrom() {
		return (this.replaces != null && !this.replaces.section().slot().equals(this.id.section().slot()))
				? this.replaces : null;
	}

	/**
	 * Returns what is to be given back for this ticket, null for nothing: what it costs
	 * if it is canceled or moved to another slot, whose ticket is paid for by itself. A
	 * ticket that is passed on to another customer stays paid.
	 */
	public @Nullable Money refund() {
		return (this.fare != null && this.status == TicketStatus.CANCELED && !isReplacedInSlot()
				&& this.fare.amount().isPositive()) ? this.fare.amount() : null;
	}

	/**
	 * Returns whether another ticket of the same slot replaces this one, as when it is
	 * passed on to another customer.
	 */
	public boolean isReplacedInSlot() {
		return this.replacedBy != null && this.replacedBy.section().slot().equals(this.id.section().slot());
	}

	/**
	 * Returns this ticket with its status at a time.
	 * @param expiry when it expires, null when that is not known yet
	 */
	Ticket asOf(Instant now, @Nullable Instant expiry, Duration archiveAfter) {
		boolean expired = this.status == TicketStatus.EXPIRED
				|| (this.status == TicketStatus.BOOKED && expiry != null && !now.isBefore(expiry));
		if (!expired) {
			return this;
		}
		boolean archived = expiry != null && !now.isBefore(expiry.plus(archiveAfter));
		return new Ticket(this.id, this.seat, archived ? TicketStatus.ARCHIVED : TicketStatus.EXPIRED, this.reason,
				this.replaces, this.replacedBy, this.fare);
	}

}
