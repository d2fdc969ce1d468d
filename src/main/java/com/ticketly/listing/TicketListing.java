package com.ticketly.listing;

import java.time.Instant;
import java.util.ArrayList;
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

	/**
	 * The maximum number of bookings and holds that are read for a page.
	 */
	private static final int MAX_READ = 200;

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
		return this.currentSlots.find(id).map((slot) -> page(bookings(slot, after), status, after, limit));
	}

	/**
	 * Returns all booked tickets of the slots with a name and a start.
	 * @return the tickets, or empty if there is no such slot
	 */
	public Optional<List<TicketDetails>> booked(String name, Instant start) {
		List<Slot> found = this.slots.named(name, start);
		return found.isEmpty() ? Optional.empty()
				: Optional.of(found.stream()
					.flatMap((slot) -> bookings(slot, null))
					.flatMap(TicketListing::tickets)
					.filter((ticket) -> ticket.ticket().status() == TicketStatus.BOOKED)
					.toList());
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
		return this.users.find(id).map((user) -> page(bookings(user.id(), after), status, after, limit));
	}

	private Stream<Booking> bookings(Slot slot, @Nullable TicketPosition after) {
		TicketStatusAt statusAt = this.currentSlots.ticketStatus(slot);
		int first = (after != null) ? after.sectionNo() : 0;
		return slot.sectionKeys()
			.stream()
			.skip(first)
			.flatMap((key) -> this.bookings.withHolds(key,
					(after != null && key.no() == first) ? after.booking() : null))
			.map(statusAt::apply);
	}

	private Stream<Booking> bookings(UserId user, @Nullable TicketPosition after) {
		return this.bookings.withHolds(user, (after != null) ? after.booking() : null)
			.map((booking) -> booking.isTicketed() ? current(booking) : booking);
	}

	private Booking current(Booking booking) {
		return this.currentSlots.find(booking.section().slot())
			.map((slot) -> this.currentSlots.ticketStatus(slot).apply(booking))
			.orElse(booking);
	}

	private static Stream<TicketDetails> tickets(Booking booking) {
		return booking.isTicketed() ? booking.tickets().stream().map((ticket) -> new TicketDetails(booking, ticket))
				: Stream.empty();
	}

	/**
	 * Returns a page. It ends early if few of the tickets that are read have the status.
	 */
	private static Page<TicketDetails, TicketPosition> page(Stream<Booking> bookings, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		List<TicketDetails> page = new ArrayList<>();
		List<Booking> read = new ArrayList<>();
		// The stream reads no further than the first booking that does not match.
		boolean complete = bookings.allMatch((booking) -> {
			read.add(booking);
			tickets(booking).filter((ticket) -> after == null || !position(ticket).isUpTo(after))
				.filter((ticket) -> status == null || ticket.ticket().status() == status)
				.forEach(page::add);
			return page.size() <= limit && read.size() < MAX_READ;
		});
		if (complete || page.size() > limit) {
			return Page.of(page, limit, TicketListing::position);
		}
		Booking last = read.getLast();
		return new Page<>(page, position(last, last.tickets().size() - 1));
	}

	private static TicketPosition position(TicketDetails ticket) {
		return position(ticket.booking(), ticket.booking().tickets().indexOf(ticket.ticket()));
	}

	private static TicketPosition position(Booking booking, int ticketNo) {
		return new TicketPosition(booking.section().no(), booking.id(), ticketNo);
	}

}
