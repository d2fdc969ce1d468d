package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.Replacement;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;

/**
 * Transfers a ticket to another customer: makes a booking with a new ticket of the same
 * seat and cancels the old one, both or neither.
 *
 * @param change the ticket to transfer as the caller read it
 * @param newId the id of the new ticket, whose booking no other command uses
 * @param customer the new customer
 * @param oldLimit the limit of the customer who gives the ticket away
 * @param newLimit the limit of the new customer
 */
record Transfer(TicketChange change, TicketId newId, UserId customer, PurchaseLimit oldLimit,
		PurchaseLimit newLimit) implements SaleCommand<Replacement> {

	@Override
	public Affected affected() {
		return new Affected(List.of(this.change.ticket().id(), this.newId), null);
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.newId.section());
	}

	@Override
	public int items() {
		return 2 + this.oldLimit.items() + this.newLimit.items();
	}

	BookingKey key() {
		return new BookingKey(this.newId.section(), this.newId.booking());
	}

	@Override
	public Outcome<Replacement> apply(UnitOfWork unitOfWork) {
		return this.change.in(unitOfWork).flatMap((current) -> transfer(current, unitOfWork));
	}

	private Outcome<Replacement> transfer(TicketChange current, UnitOfWork unitOfWork) {
		// The booking exists if an earlier attempt was written although it seemed to be
		// refused.
		Optional<Booking> existing = unitOfWork.existing(Bookings.ITEMS, key().tableKey());
		if (existing.isPresent()) {
			return Outcome.done(new Replacement(TicketDetails.first(existing.get()), current.found().details()));
		}
		return Outcome.unless(current.refusal(unitOfWork, this.newLimit).or(() -> limit(unitOfWork)),
				() -> Outcome.done(transfer(current.booking(), current.ticket(), unitOfWork)));
	}

	/**
	 * Returns why the ticket exceeds the new customer's limit, or empty if it does not. A
	 * customer who only renews the id of a ticket, or changes the name, has no more
	 * tickets than before.
	 */
	private Optional<Rejection> limit(UnitOfWork unitOfWork) {
		return this.newLimit.isOfTheSameCustomer(this.oldLimit) ? Optional.empty()
				: this.newLimit.check(unitOfWork, 1, false);
	}

	private Replacement transfer(Booking booking, Ticket old, UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(booking.section());
		Booking made = Booking
			.of(section, booking.sectionName(), this.customer, List.of(this.newId), List.of(old.seat()))
			.costing((old.fare() != null) ? List.of(old.fare()) : List.of())
			.replacing(List.of(old.id()));
		Booking replaced = booking.cancel(old.id(), this.newId);
		unitOfWork.put(section.reissue(List.of(old.seat().number())));
		unitOfWork.put(Bookings.ITEMS, replaced);
		unitOfWork.put(Bookings.ITEMS, made);
		this.oldLimit.count(unitOfWork, replaced);
		this.newLimit.count(unitOfWork, made);
		return new Replacement(TicketDetails.first(made), TicketDetails.find(replaced, old.id()).orElseThrow());
	}

}
