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
 * Why something that was asked for is not done. Nothing of it is left behind.
 */
public sealed interface Rejection {

	/**
	 * There is no such slot.
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
	 * @param reason why
	 */
	record SlotCanceled(SlotId slot, String reason) implements Rejection {
	}

	/**
	 * The slot has changed since it was looked at.
	 */
	record SlotChanged() implements Rejection {
	}

	/**
	 * No section of the slot has as many seats left.
	 *
	 * @param slot the slot
	 * @param left how many seats it has left in all
	 */
	record SoldOut(SlotId slot, int left) implements Rejection {
	}

	/**
	 * Some of the wanted seats are not free.
	 *
	 * @param slot the slot
	 * @param taken the names of those that are not
	 */
	record SeatsTaken(SlotId slot, List<String> taken) implements Rejection {
	}

	/**
	 * What is asked for does not fit what there is.
	 *
	 * @param field what was asked for wrongly
	 * @param reason what is wrong with it
	 */
	record Invalid(String field, String reason) implements Rejection {
	}

	/**
	 * The ticket is for the very slot it is to be moved to.
	 *
	 * @param slot the slot
	 */
	record SameSlot(SlotId slot) implements Rejection {
	}

	/**
	 * There is no such ticket.
	 */
	record TicketNotFound() implements Rejection {
	}

	/**
	 * The ticket is not booked any more.
	 *
	 * @param ticket the ticket
	 * @param status what has become of it
	 * @param replacedBy the ticket that was made for it, if it was moved
	 */
	record TicketNotBooked(TicketId ticket, TicketStatus status, @Nullable TicketId replacedBy) implements Rejection {

		static TicketNotBooked of(Ticket ticket) {
			return new TicketNotBooked(ticket.id(), ticket.status(), ticket.replacedBy());
		}

	}

	/**
	 * There is no such hold.
	 */
	record HoldNotFound() implements Rejection {
	}

	/**
	 * The hold has ended, otherwise than is asked for.
	 *
	 * @param hold the hold
	 * @param status what has become of it
	 */
	record HoldEnded(HoldId hold, HoldStatus status) implements Rejection {
	}

	/**
	 * The customer has as many live holds of the slot as are allowed.
	 *
	 * @param slot the slot
	 * @param max how many that is
	 */
	record TooManyHolds(SlotId slot, int max) implements Rejection {
	}

	/**
	 * The customer would have more tickets of the slot than are allowed.
	 *
	 * @param slot the slot
	 * @param max how many are
	 */
	record TooManyTickets(SlotId slot, int max) implements Rejection {
	}

	/**
	 * There is no such user.
	 */
	record UserNotFound() implements Rejection {
	}

	/**
	 * Another try of the same request is under way.
	 */
	record RequestRunning() implements Rejection {
	}

	/**
	 * Too much is asked for at once, or there was no answer in time.
	 *
	 * @param retryAfter when to ask again
	 */
	record Busy(Duration retryAfter) implements Rejection {
	}

	/**
	 * Returns why nothing is sold of a slot.
	 */
	static Rejection of(SalesRefusal refusal) {
		return switch (refusal) {
			case SalesRefusal.Canceled(var slot, var reason) -> new SlotCanceled(slot, reason);
			case SalesRefusal.Over(var slot) -> new SalesClosed(slot);
		};
	}

	/**
	 * Returns the name of the reason, which stays.
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
			case RequestRunning() -> "request-running";
			case Busy busy -> "busy";
		};
	}

}
