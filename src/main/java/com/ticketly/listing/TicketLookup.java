package com.ticketly.listing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatusAt;

import org.springframework.stereotype.Component;

/**
 * Finds single tickets, holds and bookings as they are now.
 */
@Component
public class TicketLookup {

	private final Bookings bookings;

	private final CurrentSlots currentSlots;

	TicketLookup(Bookings bookings, CurrentSlots currentSlots) {
		this.bookings = bookings;
		this.currentSlots = currentSlots;
	}

	/**
	 * Finds a ticket.
	 */
	public Optional<FoundTicket> ticket(TicketId id) {
		return this.bookings.find(id.section(), id.booking())
			.flatMap((booking) -> statusNow(id.section().slot())
				.flatMap((statusAt) -> TicketDetails.find(statusAt.apply(booking), id)
					.map((details) -> new FoundTicket(details, statusAt))));
	}

	/**
	 * Finds a hold.
	 */
	public Optional<FoundHold> hold(HoldId id) {
		return this.bookings.findAny(id.section(), id.booking())
			.filter((booking) -> booking.hold() != null && HoldId.of(booking, booking.hold()).equals(id))
			.flatMap((booking) -> statusNow(id.section().slot()).map((statusAt) -> new FoundHold(booking, statusAt)));
	}

	/**
	 * Finds a booking, or a hold as the booking that it may become.
	 */
	public Optional<Booking> booking(BookingKey key) {
		return this.bookings.findAny(key.section(), key.id())
			.flatMap((booking) -> statusNow(key.section().slot()).map((statusAt) -> statusAt.apply(booking)));
	}

	/**
	 * Finds a booking by its id in the API. A hold that is not confirmed is none.
	 */
	public Optional<Booking> booking(BookingReference id) {
		return this.bookings.find(id.section(), id.booking())
			.filter(id::matches)
			.flatMap((booking) -> statusNow(id.section().slot()).map((statusAt) -> statusAt.apply(booking)));
	}

	/**
	 * Finds the tickets of a booking by its id in the API.
	 */
	public Optional<List<FoundTicket>> tickets(BookingReference id) {
		return this.bookings.find(id.section(), id.booking())
			.filter(id::matches)
			.flatMap((booking) -> statusNow(id.section().slot())
				.map((statusAt) -> tickets(statusAt.apply(booking), statusAt)));
	}

	private static List<FoundTicket> tickets(Booking booking, TicketStatusAt statusAt) {
		return booking.tickets()
			.stream()
			.map((ticket) -> new FoundTicket(new TicketDetails(booking, ticket), statusAt))
			.toList();
	}

	private Optional<TicketStatusAt> statusNow(SlotId id) {
		return this.currentSlots.find(id).map(this.currentSlots::ticketStatus);
	}

	/**
	 * A hold as it is stored.
	 *
	 * @param booking the booking that it is or may become
	 * @param statusAt the status of the slot's tickets at the time of the request
	 */
	public record FoundHold(Booking booking, TicketStatusAt statusAt) {

		/**
		 * Returns the booking as it is now.
		 */
		public Booking current() {
			return this.statusAt.apply(this.booking);
		}

		/**
		 * Returns the hold as it is now.
		 */
		public HoldDetails details() {
			return HoldDetails.of(current(), this.statusAt.time());
		}

	}

	/**
	 * A ticket as it is now.
	 *
	 * @param statusAt the status of the slot's tickets at the time of the request
	 */
	public record FoundTicket(TicketDetails details, TicketStatusAt statusAt) {

		/**
		 * Returns its booking.
		 */
		public Booking booking() {
			return this.details.booking();
		}

		/**
		 * Returns the ticket as it is at another time, in another state of its booking
		 * and its slot.
		 */
		public Optional<FoundTicket> in(Booking booking, Slot slot, Instant time) {
			TicketStatusAt statusAt = new TicketStatusAt(time, slot, this.statusAt.archiveAfter());
			return TicketDetails.find(statusAt.apply(booking), this.details.ticket().id())
				.map((details) -> new FoundTicket(details, statusAt));
		}

	}

}
