package com.ticketly.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.listing.BookingCandidates.Candidate;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds bookings of customers, newest first, or bookings of slots by the end of an id, as
 * they are now. Indexes that lag behind slightly find customers, slots, and the bookings
 * of customers.
 */
@Component
public class BookingSearch {

	/**
	 * The maximum number of bookings that are read for a page of customers' bookings, so
	 * that a request does not reach its deadline.
	 */
	private static final int MAX_READ_OF_CUSTOMERS = 1000;

	/**
	 * The same for bookings of slots, which are read 100 at once.
	 */
	private static final int MAX_READ_OF_SLOTS = 5000;

	/**
	 * As how many bookings each customer and each section counts, which are at least one
	 * query.
	 */
	private static final int QUERY = 10;

	private final BookingCandidates candidates;

	private final CurrentSlots currentSlots;

	private final Users users;

	BookingSearch(BookingCandidates candidates, CurrentSlots currentSlots, Users users) {
		this.candidates = candidates;
		this.currentSlots = currentSlots;
		this.users = users;
	}

	/**
	 * Finds bookings. A page may have fewer than its limit although more follow, if few
	 * of the bookings that are read match. Without a customer and a slot, it searches
	 * slots that start from 24 hours ago on, in their order.
	 * @param after the position after which the page begins, the start if null
	 * @param limit the maximum number of bookings on the page
	 */
	public Page<FoundBooking, BookingPosition> find(BookingQuery query, @Nullable BookingPosition after, int limit) {
		int maxRead = query.searchesCustomers() ? MAX_READ_OF_CUSTOMERS : MAX_READ_OF_SLOTS;
		List<Candidate> found = new ArrayList<>();
		Read read = new Read();
		boolean complete = this.candidates.of(query, after).allMatch((candidate) -> {
			if (candidate.booking() != null && query.matches(candidate.booking())) {
				if (found.size() == limit) {
					return false;
				}
				found.add(candidate);
			}
			read.last = candidate.position();
			read.count += (candidate.booking() != null) ? 1 : QUERY;
			return read.count < maxRead;
		});
		return new Page<>(details(found), complete ? null : read.last);
	}

	/**
	 * Finds a booking with its slot and its customer.
	 * @param booking the booking as it is now
	 */
	public Optional<FoundBooking> find(Booking booking) {
		return details(List.of(new Candidate(BookingPosition.of(booking.user(), booking.id()), booking))).stream()
			.findFirst();
	}

	private List<FoundBooking> details(List<Candidate> found) {
		Map<UserId, User> users = this.users.findAll(bookings(found).map(Booking::user).distinct().toList());
		return bookings(found)
			.flatMap((booking) -> this.currentSlots.find(booking.section().slot())
				.map((slot) -> new FoundBooking(this.currentSlots.ticketStatus(slot).apply(booking), slot,
						users.get(booking.user())))
				.stream())
			.toList();
	}

	private static Stream<Booking> bookings(List<Candidate> found) {
		return found.stream().map(Candidate::booking).map(Objects::requireNonNull);
	}

	/**
	 * A booking as it is now.
	 *
	 * @param user its customer, null if somebody has deleted it
	 */
	public record FoundBooking(Booking booking, Slot slot, @Nullable User user) {
	}

	/**
	 * How far a search has read.
	 */
	private static final class Read {

		private @Nullable BookingPosition last;

		private int count;

	}

}
