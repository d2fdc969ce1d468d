package com.ticketly.booking;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.commit.SalesProperties;
import com.ticketly.listing.TicketLookup.FoundHold;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.price.Payment;
import com.ticketly.sale.SaleLimits;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldProperties;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.CustomerKey;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Creates the commands of customers' requests.
 */
@Component
record Purchases(Clock clock, Users users, HoldProperties properties, SalesProperties sales, CustomerUsages usages) {

	/**
	 * Creates the command that books or holds the seats of an order. The customer is
	 * registered only when there is a section to try, so that an order for a sold-out
	 * slot does not register a customer.
	 * @param hold the hold, null for a booking without one
	 * @param staff the action of the box office, null for a customer
	 */
	Book book(BookingOrder order, @Nullable Hold hold, @Nullable StaffAction staff, CandidateSection candidate) {
		UserId user = this.users.resolve(order.userName(), order.phone());
		PurchaseLimit limit = (hold != null || limitsTickets(candidate.limits()))
				? limit(candidate.key(), CustomerKey.of(order.phone()), candidate.limits()) : none();
		return new Book(candidate, newId(), newCodes(order.seats().count()), user, order.seats(), order.concessions(),
				hold, staff, limit);
	}

	/**
	 * Prepares the change of a ticket.
	 * @param staff the action of the box office, null for a customer
	 */
	TicketChange change(FoundTicket found, @Nullable StaffAction staff) {
		return new TicketChange(found, staff, this.sales);
	}

	/**
	 * Creates the command that moves tickets of a booking.
	 * @param changes the tickets, at least one
	 */
	Reschedule reschedule(List<TicketChange> changes, SeatSelection seats, CandidateSection candidate) {
		Booking booking = changes.getFirst().booking();
		return new Reschedule(changes, candidate, seats, newId(), newCodes(changes.size()),
				limitOfTickets(booking.section(), booking, changes.getFirst().limits()),
				limitOfTickets(candidate.key(), booking, candidate.limits()));
	}

	/**
	 * Creates the command that transfers a ticket, and registers its new customer.
	 */
	Transfer transfer(TicketChange change, String userName, PhoneNumber phone) {
		Booking booking = change.booking();
		UserId customer = this.users.resolve(userName, phone);
		PurchaseLimit limit = limitsTickets(change.limits())
				? limit(booking.section(), CustomerKey.of(phone), change.limits()) : none();
		return new Transfer(change, new TicketId(booking.section(), newId(), TicketId.newCode()), customer,
				limitOfTickets(booking.section(), booking, change.limits()), limit);
	}

	/**
	 * Creates the command that cancels tickets of a booking.
	 * @param changes the tickets, at least one
	 */
	Cancel cancel(List<TicketChange> changes) {
		Booking booking = changes.getFirst().booking();
		return new Cancel(changes, limitOfTickets(booking.section(), booking, changes.getFirst().limits()));
	}

	EndHold end(HoldId id, FoundHold found, HoldStatus end, @Nullable Payment payment) {
		return new EndHold(id, found.booking(), found.statusAt().slot().edition(), end, payment, limit(found));
	}

	ProlongHold prolong(HoldId id, FoundHold found) {
		return new ProlongHold(id, found.booking(), found.statusAt().slot().edition(), TicketId.newCode(), limit(found),
				this.properties);
	}

	private PurchaseLimit limit(FoundHold found) {
		Booking booking = found.booking();
		return limit(booking.section(), this.users.customer(booking.user()), found.statusAt().slot().sale().limits());
	}

	private static List<String> newCodes(int count) {
		return Stream.generate(TicketId::newCode).limit(count).toList();
	}

	private BookingId newId() {
		return BookingId.create(this.clock.instant());
	}

	/**
	 * Returns the limit of a customer's tickets in the section of a booking, or in
	 * another one that they may move to. Where tickets are not limited it costs neither a
	 * read nor a write.
	 */
	private PurchaseLimit limitOfTickets(SectionKey section, Booking booking, SaleLimits limits) {
		return limitsTickets(limits) ? limit(section, this.users.customer(booking.user()), limits) : none();
	}

	private boolean limitsTickets(SaleLimits limits) {
		return limits.limitsTickets() || this.properties.limitsTickets();
	}

	/**
	 * Returns the limit of a customer, and reads what the customer has.
	 */
	private PurchaseLimit limit(SectionKey section, CustomerKey customer, SaleLimits limits) {
		return new PurchaseLimit(this.usages.find(section.slot(), customer), limits.maxTicketsPerPhone(),
				this.properties);
	}

	private PurchaseLimit none() {
		return new PurchaseLimit(null, null, this.properties);
	}

}
