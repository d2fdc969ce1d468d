package com.ticketly.booking;

import java.time.Duration;
import java.util.List;

import com.ticketly.slot.SalesRefusal;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused. A refused request changed nothing.
 */
public sealed interface Rejection {

	/**
	 * The slot does not exist.
	 */
	record SlotNotFound() implements Rejection {
	}

	/**
	 * The slot is over.
	 *
	 * @param slot the slot
	 */
	record SalesClosed(SlotId slot) implements Rejection {
	}

	/**
	 * The slot is canceled.
	 *
	 * @param slot the slot
	 * @param reason why it was canceled
	 */
	record SlotCanceled(SlotId slot, String reason) implements Rejection {
	}

	/**
	 * The slot has another edition than the request expects.
	 */
	record SlotChanged() implements Rejection {
	}

	/**
	 * No section of the slot has enough free seats.
	 *
	 * @param slot the slot
	 * @param left how many seats are free in all sections
	 */
	record SoldOut(SlotId slot, int left) implements Rejection {
	}

	/**
	 * Some of the selected seats are not free.
	 *
	 * @param slot the slot
	 * @param taken the names of these seats
	 */
	record SeatsTaken(SlotId slot, List<String> taken) implements Rejection {
	}

	/**
	 * A field of the request does not match the slot.
	 *
	 * @param field the name of the field
	 * @param reason what is wrong with it
	 */
	record Invalid(String field, String reason) implements Rejection {
	}

	/**
	 * The ticket to move is a ticket of the target slot.
	 *
	 * @param slot the slot
	 */
	record SameSlot(SlotId slot) implements Rejection {
	}

	/**
	 * The ticket does not exist.
	 */
	record TicketNotFound() implements Rejection {
	}

	/**
	 * The ticket is no longer booked.
	 *
	 * @param ticket the ticket
	 * @param status its status
	 * @param replacedBy the ticket that replaces it, if it was moved
	 */
	record TicketNotBooked(TicketId ticket, TicketStatus status, @Nullable TicketId replacedBy) implements Rejection {

		static TicketNotBooked of(Ticket ticket) {
			return new TicketNotBooked(ticket.id(), ticket.status(), ticket.replacedBy());
		}

	}

	/**
	 * The hold does not exist.
	 */
	record HoldNotFound() implements Rejection {
	}

	/**
	 * The hold has ended in another way than requested.
	 *
	 * @param hold the hold
	 * @param status its status
	 */
	record HoldEnded(HoldId hold, HoldStatus status) implements Rejection {
	}

	/**
	 * The customer already has the maximum number of holds of the slot.
	 *
	 * @param slot the slot
	 * @param max the limit
	 */
	record TooManyHolds(SlotId slot, int max) implements Rejection {
	}

	/**
	 * The customer would have more tickets of the slot than are allowed.
	 *
	 * @param slot the slot
	 * @param max the limit
	 */
	record TooManyTickets(SlotId slot, int max) implements Rejection {
	}

	/**
	 * The user does not exist.
	 */
	record UserNotFound() implements Rejection {
	}

	/**
	 * The idempotency key was used for another request.
	 */
	record KeyReused() implements Rejection {
	}

	/**
	 * Too many requests wait, or there was no result in time.
	 *
	 * @param retryAfter after what time the client should retry
	 */
	record Busy(Duration retryAfter) implements Rejection {
	}

	/**
	 * Returns why a slot is not on sale.
	 */
	static Rejection of(SalesRefusal refusal) {
		return switch (refusal) {
			case SalesRefusal.Canceled(var slot, var reason) -> new SlotCanceled(slot, reason);
			case SalesRefusal.Over(var slot) -> new SalesClosed(slot);
		};
	}

	/**
	 * Returns the stable code of this rejection, in problem types and metrics.
	 */
	default String code() {
		return switch (this) {
			case SlotNotFound() -> "slot-not-found";
			case SalesClosed closed -> "sales-closed";
			case SlotCanceled canceled -> "slot-canceled";
			case SlotChanged() -> "slot-changed";
			case SoldOut soldOut -> "sold-out";
			case SeatsTaken taken -> "seats-taken";
			case Invalid invalid -> "invalid-request";
			case SameSlot same -> "same-slot";
			case TicketNotFound() -> "ticket-not-found";
			case TicketNotBooked notBooked -> "ticket-not-booked";
			case HoldNotFound() -> "hold-not-found";
			case HoldEnded ended -> "hold-ended";
			case TooManyHolds holds -> "too-many-holds";
			case TooManyTickets tickets -> "too-many-tickets";
			case UserNotFound() -> "user-not-found";
			case KeyReused() -> "key-reused";
			case Busy busy -> "busy";
		};
	}

}
