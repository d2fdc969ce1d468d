package com.ticketly.booking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.ticketly.commit.SalesProperties;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.sale.SaleLimits;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a ticket can be canceled, rescheduled, or transferred.
 *
 * @param found the ticket at the time of the decision
 * @param staff the action of the box office, for which it is never too late; null for a
 * customer
 */
record TicketChange(FoundTicket found, @Nullable StaffAction staff, SalesProperties properties) {

	Booking booking() {
		return this.found.booking();
	}

	Ticket ticket() {
		return this.found.details().ticket();
	}

	/**
	 * Returns the limits of purchases of its slot.
	 */
	SaleLimits limits() {
		return this.found.statusAt().slot().sale().limits();
	}

	/**
	 * Returns why the ticket cannot be changed, or empty if it can.
	 */
	Optional<Rejection> refusal() {
		if (ticket().status() != TicketStatus.BOOKED) {
			return Optional.of(Rejection.TicketNotBooked.of(ticket()));
		}
		Slot slot = this.found.statusAt().slot();
		boolean inTime = this.staff != null || this.found.statusAt().time().isBefore(this.properties.changesEnd(slot));
		return inTime ? Optional.empty()
				: Optional.of(new Rejection.ChangesClosed(slot.id(), this.properties.changesEnd(slot)));
	}

	/**
	 * Returns why the ticket cannot be canceled or rescheduled, or empty if it can.
	 * Nobody is let in with a ticket that ends, because both write the section.
	 */
	Optional<Rejection> refusal(UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(booking().section());
		return refusal().or(() -> section.door().isAdmitted(section.index(ticket().seat().number()))
				? Optional.of(new Rejection.TicketAdmitted(ticket().id())) : Optional.empty());
	}

	/**
	 * The same, and the command must count tickets by the terms of the slot as they are.
	 * @param limit the limit that the caller of the command read
	 */
	Optional<Rejection> refusal(UnitOfWork unitOfWork, PurchaseLimit limit) {
		return refusal(unitOfWork)
			.or(() -> limit.isOf(limits()) ? Optional.empty() : Optional.of(new Rejection.SlotChanged()));
	}

	/**
	 * Returns the decision at the time of a unit of work, on the ticket as it is there.
	 */
	Outcome<TicketChange> in(UnitOfWork unitOfWork) {
		return Outcome.of(
				unitOfWork.find(Bookings.ITEMS, booking())
					.flatMap((booking) -> this.found.in(booking, slot(unitOfWork), unitOfWork.now()))
					.map((current) -> new TicketChange(current, this.staff, this.properties)),
				Rejection.NotFound.TICKET);
	}

	/**
	 * Returns the decisions on several tickets of a booking at the time of a unit of
	 * work.
	 */
	static Outcome<List<TicketChange>> in(UnitOfWork unitOfWork, List<TicketChange> changes) {
		List<TicketChange> current = new ArrayList<>();
		for (TicketChange change : changes) {
			switch (change.in(unitOfWork)) {
				case Outcome.Done<TicketChange>(var done) -> current.add(done);
				case Outcome.Refused<TicketChange>(var rejection) -> {
					return Outcome.refused(rejection);
				}
			}
		}
		return Outcome.done(current);
	}

	/**
	 * Returns why one of several tickets cannot be changed, or empty if all can.
	 * @param limit the limit that the caller of the command read
	 */
	static Optional<Rejection> refusal(List<TicketChange> changes, UnitOfWork unitOfWork, PurchaseLimit limit) {
		return changes.stream().flatMap((change) -> change.refusal(unitOfWork, limit).stream()).findFirst();
	}

	/**
	 * Returns the slot in an edition that is not older than that of the section. A change
	 * of a slot writes the slot before its sections.
	 */
	private Slot slot(UnitOfWork unitOfWork) {
		Slot read = this.found.statusAt().slot();
		return (unitOfWork.section(booking().section()).edition() > read.edition())
				? unitOfWork.readAgain(Slots.ITEMS, read).orElse(read) : read;
	}

}
