package com.ticketly.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads lists of slots and tickets as they stand now.
 */
@Component
class Listings {

	/**
	 * About the most slots, and the most sections, that are read for one page, which
	 * bounds the work of a request that few slots match.
	 */
	private static final int MAX_READ = 1000;

	/**
	 * About how many sections are read at once for their seats, and how many slots where
	 * it is not known how many will be needed.
	 */
	private static final int CHUNK = 100;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final CurrentSlots currentSlots;

	private final Sections sections;

	private final Bookings bookings;

	private final Sales sales;

	private final SeatAvailability availability;

	private final SharedReads<Question, Page<SlotDetails, SlotPosition>> pages;

	private final SharedReads<SlotQuery, List<SlotDetails>> lists;

	Listings(Clock clock, ExpiryProperties expiry, Slots slots, CurrentSlots currentSlots, Sections sections,
			Bookings bookings, Sales sales, SeatAvailability availability) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.currentSlots = currentSlots;
		this.sections = sections;
		this.bookings = bookings;
		this.sales = sales;
		this.availability = availability;
		this.pages = new SharedReads<>(this::read);
		this.lists = new SharedReads<>(this::readAll);
	}

	/**
	 * What page of which slots is asked for.
	 */
	private record Question(SlotQuery query, @Nullable Boolean available, @Nullable SlotPosition after, int limit) {

		private boolean isWanted(SlotDetails slot) {
			return this.available == null || this.available == slot.seatsLeft() > 0;
		}

		/**
		 * Returns whether a slot that is read may be left out.
		 */
		private boolean isChoosy() {
			return this.available != null || this.query.type() != null || this.query.name() != null;
		}

	}

	SlotDetails details(Slot slot) {
		return new SlotDetails(slot, this.sales.isOpen(slot) ? left(this.availability.sections(slot.id())) : 0);
	}

	/**
	 * Describes a slot of which nothing is sold yet.
	 */
	SlotDetails newDetails(Slot slot) {
		return new SlotDetails(slot, this.sales.isOpen(slot) ? this.slots.seating(slot).seatsForSale() : 0);
	}

	SeatsDetails seats(Slot slot) {
		boolean open = this.sales.isOpen(slot);
		// A slot is closed before its sections are.
		List<Section> sections = this.availability.sections(slot.id())
			.stream()
			.map((section) -> open ? section : section.close())
			.toList();
		return new SeatsDetails(slot, this.slots.seating(slot), sections, left(sections));
	}

	private static int left(List<Section> sections) {
		return sections.stream().mapToInt(Section::left).sum();
	}

	private List<SlotDetails> details(List<Slot> slots) {
		Instant now = this.clock.instant();
		Map<SlotId, Integer> left = this.sections.seatsLeft(slots.stream().filter(this.sales::isOpen).toList(), now);
		return slots.stream().map((slot) -> new SlotDetails(slot, left.getOrDefault(slot.id(), 0))).toList();
	}

	/**
	 * Returns a page of slots, to any number who ask for the same at the cost of one read
	 * at a time.
	 */
	Page<SlotDetails, SlotPosition> slots(SlotQuery query, @Nullable Boolean available, @Nullable SlotPosition after,
			int limit) {
		return this.pages.get(new Question(query, available, after, limit));
	}

	private Page<SlotDetails, SlotPosition> read(Question question) {
		int limit = question.limit();
		int pageSize = question.isChoosy() ? CHUNK : limit + 1;
		ReadAhead slots = new ReadAhead(this.slots.list(question.query(), question.after(), pageSize).iterator());
		List<SlotDetails> page = new ArrayList<>();
		while (page.size() < limit && slots.hasNext() && slots.mayReadOn()) {
			// Where seats decide, some of those read will be left out.
			int wanted = (question.available() != null) ? CHUNK : limit - page.size();
			List<Slot> candidates = new ArrayList<>();
			int sections = 0;
			while (candidates.size() < wanted && sections < CHUNK && slots.hasNext() && slots.mayReadOn()) {
				Slot slot = slots.next();
				if (question.query().matches(slot)) {
					candidates.add(slot);
					sections += slot.capacity().sections();
				}
			}
			slots.count(sections);
			for (SlotDetails slot : details(candidates)) {
				if (question.isWanted(slot)) {
					if (page.size() == limit) {
						return new Page<>(page, SlotPosition.of(page.getLast().slot()));
					}
					page.add(slot);
				}
			}
		}
		return new Page<>(page, slots.hasNext() ? SlotPosition.of(slots.last()) : null);
	}

	/**
	 * Returns all slots of a query, likewise.
	 */
	List<SlotDetails> allSlots(SlotQuery query) {
		return this.lists.get(query);
	}

	private List<SlotDetails> readAll(SlotQuery query) {
		List<SlotDetails> all = new ArrayList<>();
		for (Iterator<Slot> slots = this.slots.list(query, null, CHUNK).iterator(); slots.hasNext();) {
			all.addAll(details(next(slots, CHUNK).stream().filter(query::matches).toList()));
		}
		return all;
	}

	private static List<Slot> next(Iterator<Slot> slots, int limit) {
		List<Slot> chunk = new ArrayList<>();
		while (chunk.size() < limit && slots.hasNext()) {
			chunk.add(slots.next());
		}
		return chunk;
	}

	Page<TicketDetails, TicketPosition> ticketsOfSlot(Slot slot, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		TicketStatusAt statusAt = new TicketStatusAt(this.clock.instant(), slot, this.expiry.archiveAfter());
		int first = (after != null) ? after.sectionNo() : 0;
		Stream<Booking> bookings = slot.sectionKeys()
			.stream()
			.skip(first)
			.flatMap((key) -> this.bookings.ofSection(key,
					(after != null && key.no() == first) ? after.booking() : null));
		return page(bookings.map(statusAt::apply), status, after, limit);
	}

	Page<TicketDetails, TicketPosition> ticketsOfUser(UserId user, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		Instant now = this.clock.instant();
		Stream<Booking> bookings = this.bookings.ofUser(user, (after != null) ? after.booking() : null)
			.map((booking) -> this.currentSlots.find(booking.section().slot())
				.map((slot) -> new TicketStatusAt(now, slot, this.expiry.archiveAfter()).apply(booking))
				.orElse(booking));
		return page(bookings, status, after, limit);
	}

	private static Page<TicketDetails, TicketPosition> page(Stream<Booking> bookings, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		record Positioned(TicketDetails details, TicketPosition position) {
		}
		List<Positioned> read = bookings
			.flatMap((booking) -> IntStream.range(0, booking.tickets().size())
				.mapToObj((no) -> new Positioned(new TicketDetails(booking, booking.tickets().get(no)),
						new TicketPosition(booking.section().no(), booking.id(), no))))
			.filter((ticket) -> after == null || !ticket.position().isUpTo(after))
			.filter((ticket) -> status == null || ticket.details().ticket().status() == status)
			.limit(limit + 1L)
			.toList();
		return Page.of(read, limit, Positioned::position).map(Positioned::details);
	}

	/**
	 * Reads slots for a page, and knows how far it came and what it cost.
	 */
	private static final class ReadAhead implements Iterator<Slot> {

		private final Iterator<Slot> slots;

		private int slotsRead;

		private int sectionsRead;

		private @Nullable Slot last;

		ReadAhead(Iterator<Slot> slots) {
			this.slots = slots;
		}

		@Override
		public boolean hasNext() {
			return this.slots.hasNext();
		}

		@Override
		public Slot next() {
			Slot next = this.slots.next();
			this.slotsRead++;
			this.last = next;
			return next;
		}

		void count(int sections) {
			this.sectionsRead += sections;
		}

		boolean mayReadOn() {
			return this.slotsRead < MAX_READ && this.sectionsRead < MAX_READ;
		}

		Slot last() {
			return Objects.requireNonNull(this.last);
		}

	}

}
