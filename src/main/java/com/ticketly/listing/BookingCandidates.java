package com.ticketly.listing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.CustomerSearch;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the bookings among which a search finds those that match, in its order. Streams
 * send requests as far as they are consumed.
 */
@Component
class BookingCandidates {

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

	private final CustomerSearch customers;

	BookingCandidates(Clock clock, CurrentSlots currentSlots, Slots slots, Bookings bookings,
			CustomerSearch customers) {
		this.clock = clock;
		this.currentSlots = currentSlots;
		this.slots = slots;
		this.bookings = bookings;
		this.customers = customers;
	}

	/**
	 * Returns the bookings of the customers or of the slots of a query.
	 * @param after the position after which they begin, the start if null
	 */
	Stream<Candidate> of(BookingQuery query, @Nullable BookingPosition after) {
		return query.searchesCustomers() ? ofCustomers(query, after) : ofSlots(query, after);
	}

	private Stream<Candidate> ofCustomers(BookingQuery query, @Nullable BookingPosition after) {
		UserId first = (after != null) ? after.user() : null;
		return customers(query, first).flatMap((user) -> {
			BookingPosition continued = (after != null && user.equals(first)) ? after : null;
			Stream<Booking> own = (continued != null && continued.isEnd()) ? Stream.empty()
					: this.bookings.newestBefore(user, (continued != null) ? continued.booking() : null);
			return Stream.concat(own.map((booking) -> new Candidate(BookingPosition.of(user, booking.id()), booking)),
					Stream.of(new Candidate(BookingPosition.of(user, null), null)));
		});
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
		Stream<Slot> slots = (query.slot() != null) ? this.currentSlots.find(query.slot()).stream()
				// Stream.concat would read all slots at once.
				: Stream.<Supplier<Stream<Slot>>>of(() -> find(first), () -> listed(first)).flatMap(Supplier::get);
		return slots
			.flatMap((slot) -> ofSlot(slot, (after != null && SlotPosition.of(slot).equals(first)) ? after : null));
	}

	private Stream<Slot> find(@Nullable SlotPosition position) {
		return (position == null) ? Stream.empty() : this.currentSlots.find(position.id()).stream();
	}

	private Stream<Slot> listed(@Nullable SlotPosition after) {
		Instant from = this.clock.instant().minus(STARTED_BEFORE).truncatedTo(ChronoUnit.SECONDS);
		return Stream
			.iterate(Optional.of(list(from, after)), Optional::isPresent,
					(page) -> page.map(SlotQuery.Result::next).map((next) -> list(from, next)))
			.flatMap(Optional::stream)
			.flatMap(SlotQuery.Result::slots);
	}

	private SlotQuery.Result list(Instant from, @Nullable SlotPosition after) {
		return this.slots.list(SlotQuery.ALL.from(from), after, SLOTS_PAGE_SIZE);
	}

	private Stream<Candidate> ofSlot(Slot slot, @Nullable BookingPosition after) {
		if (after == null) {
			return slot.sectionKeys().stream().flatMap((key) -> ofSection(slot, key, null));
		}
		return slot.sectionKeys()
			.stream()
			.skip(after.section() + (after.isEnd() ? 1L : 0L))
			.flatMap((key) -> ofSection(slot, key, (key.no() == after.section()) ? after.booking() : null));
	}

	private Stream<Candidate> ofSection(Slot slot, SectionKey key, @Nullable BookingId after) {
		return Stream.concat(
				this.bookings.ofSection(key, after)
					.filter((booking) -> !booking.id().equals(after))
					.map((booking) -> new Candidate(BookingPosition.of(slot, key.no(), booking.id()), booking)),
				Stream.of(new Candidate(BookingPosition.of(slot, key.no(), null), null)));
	}

	/**
	 * A booking that may match.
	 *
	 * @param booking the booking, null at the end of a customer or section
	 */
	record Candidate(BookingPosition position, @Nullable Booking booking) {
	}

}
