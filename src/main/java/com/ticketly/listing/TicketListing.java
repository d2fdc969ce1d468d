package com.ticketly.listing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lists the tickets of slots and of customers as they are now.
 */
@Component
public class TicketListing {

	private final Slots slots;

	private final CurrentSlots currentSlots;

	private final Users users;

	private final Bookings bookings;

	TicketListing(Slots slots, CurrentSlots currentSlots, Users users, Bookings bookings) {
		this.slots = slots;
		this.currentSlots = currentSlots;
		this.users = users;
		this.bookings = bookings;
	}

	/**
	 * Lists the tickets of a slot, ordered by section and booking.
	 * @param status the status of the tickets, any if null
	 * @param after the position after which the page begins, the start if null
	 * @param limit the most tickets of the page
	 * @return the page, or empty if the slot does not exist
	 */
	public Optional<Page<TicketDetails, TicketPosition>> ofSlot(SlotId id, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		return this.currentSlots.find(id).map((slot) -> page(tickets(slot, status, after), limit));
	}

	/**
	 * Returns all booked tickets of the slots with a name and a start.
	 * @return the tickets, or empty if there is no such slot
	 */
	public Optional<List<TicketDetails>> booked(String name, Instant start) {
		List<Slot> found = this.slots.named(name, start);
		return found.isEmpty() ? Optional.empty()
				: Optional.of(found.stream().flatMap((slot) -> tickets(slot, TicketStatus.BOOKED, null)).toList());
	}

	/**
	 * Lists the tickets of a customer, ordered by booking.
	 * @param status the status of the tickets, any if null
	 * @param after the position after which the page begins, the start if null
	 * @param limit the most tickets of the page
	 * @return the page, or empty if the customer does not exist
	 */
	public Optional<Page<TicketDetails, TicketPosition>> ofUser(UserId id, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		return this.users.find(id).map((user) -> page(tickets(user.id(), status, after), limit));
	}

	private Stream<TicketDetails> tickets(Slot slot, @Nullable TicketStatus status, @Nullable TicketPosition after) {
		TicketStatusAt statusAt = this.currentSlots.ticketStatus(slot);
		int first = (after != null) ? after.sectionNo() : 0;
		Stream<Booking> bookings = slot.sectionKeys()
			.stream()
			.skip(first)
			.flatMap((key) -> this.bookings.ofSection(key,
					(after != null && key.no() == first) ? after.booking() : null));
		return tickets(bookings.map(statusAt::apply), status, after);
	}

	private Stream<TicketDetails> tickets(UserId user, @Nullable TicketStatus status, @Nullable TicketPosition after) {
		Stream<Booking> bookings = this.bookings.ofUser(user, (after != null) ? after.booking() : null)
			.map((booking) -> this.currentSlots.find(booking.section().slot())
				.map((slot) -> this.currentSlots.ticketStatus(slot).apply(booking))
				.orElse(booking));
		return tickets(bookings, status, after);
	}

	private static Stream<TicketDetails> tickets(Stream<Booking> bookings, @Nullable TicketStatus status,
			@Nullable TicketPosition after) {
		return bookings
			.flatMap((booking) -> booking.tickets().stream().map((ticket) -> new TicketDetails(booking, ticket)))
			.filter((ticket) -> after == null || !position(ticket).isUpTo(after))
			.filter((ticket) -> status == null || ticket.ticket().status() == status);
	}

	private static TicketPosition position(TicketDetails ticket) {
		Booking booking = ticket.booking();
		return new TicketPosition(booking.section().no(), booking.id(), booking.tickets().indexOf(ticket.ticket()));
	}

	private static Page<TicketDetails, TicketPosition> page(Stream<TicketDetails> tickets, int limit) {
		return Page.of(tickets.limit(limit + 1L).toList(), limit, TicketListing::position);
	}

}
