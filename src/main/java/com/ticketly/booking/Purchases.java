package com.ticketly.booking;

import java.time.Clock;

import com.ticketly.listing.FoundHold;
import com.ticketly.listing.FoundTicket;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;

import org.springframework.stereotype.Component;

/**
 * Creates the commands of customers' requests.
 */
@Component
class Purchases {

	private final Clock clock;

	private final Users users;

	private final PurchaseLimits limits;

	Purchases(Clock clock, Users users, PurchaseLimits limits) {
		this.clock = clock;
		this.users = users;
		this.limits = limits;
	}

	/**
	 * Creates the command that books the seats of an order. The customer is registered
	 * only now, when there is a section to try, so that an order of a slot that is sold
	 * out registers nobody.
	 */
	Book book(BookingOrder order, CandidateSection candidate) {
		UserId user = user(order);
		return new Book(candidate, newId(), user, order.seats(), null,
				this.limits.ofTickets(candidate.key().slot(), user));
	}

	/**
	 * Creates the command that holds the seats of an order.
	 */
	Book hold(BookingOrder order, Hold hold, CandidateSection candidate) {
		UserId user = user(order);
		return new Book(candidate, newId(), user, order.seats(), hold,
				this.limits.ofHolds(candidate.key().slot(), user));
	}

	private UserId user(BookingOrder order) {
		return this.users.resolve(order.userName(), order.phone());
	}

	/**
	 * Creates the command that moves a ticket to a section of another slot.
	 */
	Reschedule reschedule(FoundTicket found, CandidateSection candidate) {
		Booking booking = found.details().booking();
		return new Reschedule(found.details().ticket().id(), booking, found.statusAt(), candidate, newId(),
				this.limits.ofTickets(booking.section().slot(), booking.user()),
				this.limits.ofTickets(candidate.key().slot(), booking.user()));
	}

	/**
	 * Creates the command that cancels a ticket.
	 */
	Cancel cancel(FoundTicket found) {
		Booking booking = found.details().booking();
		return new Cancel(found.details().ticket().id(), booking, found.statusAt(),
				this.limits.ofTickets(booking.section().slot(), booking.user()));
	}

	/**
	 * Creates the command that ends a hold.
	 */
	EndHold end(HoldId id, FoundHold found, HoldStatus end) {
		Booking booking = found.booking();
		return new EndHold(id, booking, end, this.limits.ofHolds(booking.section().slot(), booking.user()));
	}

	private BookingId newId() {
		return BookingId.create(this.clock.instant());
	}

}
