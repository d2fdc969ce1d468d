package com.ticketly.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.ticketly.sale.SaleState;
import com.ticketly.slot.SalesRefusal;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotSchedule.Result;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused. A refused request changed nothing, unless it is
 * {@link Busy}.
 */
public sealed interface Rejection {

	Pattern WORD_START = Pattern.compile("(?<=.)(?=[A-Z])");

	/**
	 * What the request refers to does not exist.
	 */
	enum NotFound implements Rejection {

		SLOT, TICKET, BOOKING, HOLD, USER, HALL, SHOW;

		@Override
		public String code() {
			return this + "-not-found";
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * The slot is over.
	 */
	record SalesClosed(SlotId slot) implements Rejection {
	}

	/**
	 * The slot is canceled.
	 *
	 * @param reason why it was canceled
	 */
	record SlotCanceled(SlotId slot, String reason) implements Rejection {
	}

	/**
	 * Another slot takes place in the hall at the same time.
	 *
	 * @param other the other slot
	 * @param name its name, null while it is about to be written
	 */
	record HallOccupied(SlotId other, @Nullable String name, Instant start, Instant end) implements Rejection {

		public static HallOccupied by(Result.HallOccupied occupied) {
			return new HallOccupied(occupied.other(), occupied.name(), occupied.start(), occupied.end());
		}

	}

	/**
	 * The sale of the slot has not opened for the customer.
	 */
	record SalesNotOpen(SlotId slot, SaleState.NotOpen state) implements Rejection {
	}

	/**
	 * The sale of the slot has ended before the slot.
	 *
	 * @param until until when tickets were sold
	 */
	record SalesEnded(SlotId slot, Instant until) implements Rejection {
	}

	/**
	 * The slot has another edition than the request expects.
	 */
	record SlotChanged() implements Rejection {
	}

	/**
	 * The hall has another version than the request expects.
	 */
	record HallChanged() implements Rejection {
	}

	/**
	 * The show has another version than the request expects.
	 */
	record ShowChanged() implements Rejection {
	}

	/**
	 * No section of the slot has enough free seats.
	 *
	 * @param left how many seats are free in all sections
	 */
	record SoldOut(SlotId slot, int left) implements Rejection {
	}

	/**
	 * Enough seats are free, but not as many accessible ones as the customer needs with
	 * the other seats beside them.
	 */
	record AccessibleSeatsTaken(SlotId slot) implements Rejection {
	}

	/**
	 * Some of the selected seats are not free.
	 */
	record SeatsTaken(SlotId slot, List<String> taken) implements Rejection {
	}

	/**
	 * The selected seats would leave single seats, which the slot does not allow.
	 *
	 * @param seats the seats that would be left alone
	 */
	record SingleSeatLeft(SlotId slot, List<String> seats) implements Rejection {
	}

	/**
	 * A field of the request does not match the slot.
	 *
	 * @param reason what is wrong with it
	 */
	record InvalidRequest(String field, String reason) implements Rejection {
	}

	/**
	 * The ticket to move is a ticket of the target slot.
	 */
	record SameSlot(SlotId slot) implements Rejection {
	}

	/**
	 * The ticket is no longer booked.
	 */
	record TicketNotBooked(TicketId ticket, TicketStatus status) implements Rejection {

		static TicketNotBooked of(Ticket ticket) {
			return new TicketNotBooked(ticket.id(), ticket.status());
		}

	}

	/**
	 * Somebody has been let in with the ticket.
	 */
	record TicketAdmitted(TicketId ticket) implements Rejection {
	}

	/**
	 * The ticket is booked, but it is too late to cancel, reschedule, or transfer it.
	 *
	 * @param until until when that was possible
	 */
	record ChangesClosed(SlotId slot, Instant until) implements Rejection {
	}

	/**
	 * The hold has ended in another way than requested.
	 */
	record HoldEnded(HoldId hold, HoldStatus status) implements Rejection {
	}

	/**
	 * The payment is not what the hold costs.
	 *
	 * @param total what it costs
	 */
	record PaymentMismatch(HoldId hold, Money total) implements Rejection {
	}

	/**
	 * The hold was confirmed with another payment.
	 */
	record AlreadyPaid(HoldId hold) implements Rejection {
	}

	/**
	 * The hold was prolonged before.
	 *
	 * @param until when it ends
	 */
	record HoldAlreadyProlonged(HoldId hold, Instant until) implements Rejection {
	}

	/**
	 * The customer already has the maximum number of holds of the slot.
	 */
	record TooManyHolds(SlotId slot, int max) implements Rejection {
	}

	/**
	 * The customer would have more tickets of the slot than are allowed.
	 */
	record TooManyTickets(SlotId slot, int max) implements Rejection {
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
	 * @param affected what shows whether the request was carried out, if that is not
	 * known
	 */
	record Busy(Duration retryAfter, Affected affected) implements Rejection {
	}

	/**
	 * The tickets or the hold that show whether a request was carried out.
	 *
	 * @param tickets the tickets that the request makes or changes
	 * @param hold the hold that it makes or ends, null for none
	 */
	record Affected(List<TicketId> tickets, @Nullable HoldId hold) {

		/**
		 * Stands for a request that was not carried out or can be repeated.
		 */
		static final Affected NOTHING = new Affected(List.of(), null);

		public Affected {
			tickets = List.copyOf(tickets);
		}

		/**
		 * Returns whether there is neither a ticket nor a hold.
		 */
		public boolean isNothing() {
			return this.tickets.isEmpty() && this.hold == null;
		}

		static Affected of(TicketId ticket) {
			return new Affected(List.of(ticket), null);
		}

		static Affected of(HoldId hold) {
			return new Affected(List.of(), hold);
		}

	}

	/**
	 * Returns why a slot is not on sale.
	 */
	static Rejection of(SalesRefusal refusal) {
		return switch (refusal) {
			case SalesRefusal.Canceled(var slot, var reason) -> new SlotCanceled(slot, reason);
			case SalesRefusal.Over(var slot) -> new SalesClosed(slot);
			case SalesRefusal.NotOpen(var slot, var state) -> new SalesNotOpen(slot, state);
			case SalesRefusal.Ended(var slot, var until) -> new SalesEnded(slot, until);
		};
	}

	/**
	 * Returns the stable code of this rejection, in problem types and metrics: its name
	 * in lower case, with hyphens.
	 */
	default String code() {
		return WORD_START.matcher(getClass().getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
	}

}
