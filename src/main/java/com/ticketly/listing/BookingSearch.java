package com.ticketly.listing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.CustomerSearch;
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
	 * The maximum number of bookings that are read for a page of customers' bookings.
	 */
	private static final int MAX_READ_OF_CUSTOMERS = 500;

	/**
	 * The same for bookings of slots, which are read 100 at once.
	 */
	private static final int MAX_READ_OF_SLOTS = 5000;

	private static final int SLOTS_PAGE_SIZE = 25;

	/**
	 * How long before now a slot may have started for a customer who comes to the box
	 * office.
	 */
	private static final Duration STARTED_BEFORE = Duration.ofHours(24);

	private final Clock clock;

	private final CurrentSlots currentSlots;

	private final Slots slots;

	private final Bookings bookings;

	private final Users users;

	private final CustomerSearch customers;

	BookingSearch(Clock clock, CurrentSlots currentSlots, Slots slots, Bookings bookings, Users users,
			CustomerSearch customers) {
		this.clock = clock;
		this.currentSlots = currentSlots;
		this.slots = slots;
		this.bookings = bookings;
		this.users = users;
		this.customers = customers;
	}

	/**
	 * Finds bookings. A page may have fewer than its limit although more follow, if few
	 * of the bookings that are read match. Without a customer and a slot, it searches
	 * slots that start from 24 hours ago on, in their order.
	 * @param after the position after which the page begins, the start if null
	 * @param limit the maximum number of bookings on the page
	 */
	public Page<FoundBooking, BookingPosition> find(BookingQuery query, @Nullable BookingPosition after, int limit) {
		Stream<Candidate> candidates = query.searchesCustomers() ? ofCustomers(query, after) : ofSlots(query, after);
		int maxRead = query.searchesCustomers() ? MAX_READ_OF_CUSTOMERS : MAX_READ_OF_SLOTS;
		List<Candidate> found = new ArrayList<>();
		List<BookingPosition> read = new ArrayList<>();
		boolean complete = candidates.allMatch((candidate) -> {
			if (candidate.booking() != null && query.matches(candidate.booking())) {
				if (found.size() == limit) {
					return false;
				}
				found.add(candidate);
			}
			read.add(candidate.position());
			return read.size() < maxRead;
		});
		return new Page<>(details(found), complete ? null : read.getLast());
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

	private Stream<Candidate> ofCustomers(BookingQuery query, @Nullable BookingPosition after) {
		UserId first = (after != null) ? after.user() : null;
		return customers(query, first).flatMap((user) -> {
			BookingPosition continued = (after != null && user.equals(first)) ? after : null;
			Stream<Booking> own = isEnd(continued) ? Stream.empty()
					: this.bookings.newestBefore(user, (continued != null) ? continued.booking() : null);
			return Stream.concat(own.map((booking) -> new Candidate(BookingPosition.of(user, booking.id()), booking)),
					Stream.of(new Candidate(BookingPosition.of(user, null), null)));
		});
	}

	private static boolean isEnd(@Nullable BookingPosition position) {
		return position != null && position.booking() == null;
	}

	private Stream<UserId> customers(BookingQuery query, @Nullable UserId first) {
		if (query.user() != null) {
			return Stream.of(query.user());
		}
		return (query.phone() != null) ? this.customers.ofPhone(query.phone(), first)
				: this.customers.named(Objects.requireNonNull(query.name()), first);
	}

	private Stream<Candidate> ofSlots(BookingQuery query, @Nullable BookingPosition after) {
		SlotPosition first = (after != null) ? after.slot() : null;
		Stream<Slot> slots = (query.slot() != null) ? this.currentSlots.find(query.slot()).stream() : Stream.concat(
				Stream.ofNullable(first).flatMap((slot) -> this.currentSlots.find(slot.id()).stream()), listed(first));
		return slots.flatMap((slot) -> {
			BookingPosition continued = (after != null && SlotPosition.of(slot).equals(first)) ? after : null;
			return Stream.concat(isEnd(continued) ? Stream.empty() : ofSlot(slot, continued),
					Stream.of(new Candidate(new BookingPosition(null, SlotPosition.of(slot), 0, null), null)));
		});
	}

	private Stream<Slot> listed(@Nullable SlotPosition after) {
		Instant from = this.clock.instant().minus(STARTED_BEFORE).truncatedTo(ChronoUnit.SECONDS);
		SlotQuery.Result listed = this.slots.list(SlotQuery.ALL.from(from), after, SLOTS_PAGE_SIZE);
		return Stream.concat(listed.slots(), Stream.ofNullable(listed.next()).flatMap(this::listed));
	}

	private Stream<Candidate> ofSlot(Slot slot, @Nullable BookingPosition after) {
		int section = (after != null) ? after.section() : 0;
		BookingId last = (after != null) ? after.booking() : null;
		return slot.sectionKeys()
			.stream()
			.skip(section)
			.flatMap((key) -> this.bookings.ofSection(key, (key.no() == section) ? last : null))
			.filter((booking) -> !booking.id().equals(last))
			.map((booking) -> new Candidate(
					new BookingPosition(null, SlotPosition.of(slot), booking.section().no(), booking.id()), booking));
	}

	/**
	 * A booking as it is now.
	 *
	 * @param user its customer, null if somebody has deleted it
	 */
	public record FoundBooking(Booking booking, Slot slot, @Nullable User user) {
	}

	/**
	 * A booking that may match.
	 *
	 * @param booking the booking, null at the end of a customer or slot
	 */
	private record Candidate(BookingPosition position, @Nullable Booking booking) {
	}

}
