package com.ticketly.exchange;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.listing.Page;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.listing.SlotDetails;
import com.ticketly.listing.SlotListing;
import com.ticketly.listing.TicketDetails;
import com.ticketly.listing.TicketListing;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads slots, tickets and sales page by page, and writes them. The memory does not
 * depend on how many there are. Each page has a deadline of its own.
 */
@Component
record Exports(Clock clock, SalesProperties sales, Slots slots, SlotListing listing, TicketListing tickets,
		SeatAvailability seats, Users users) {

	private static final int PAGE_SIZE = 100;

	/**
	 * How many slots are counted at the same time.
	 */
	private static final int SLOTS_AT_ONCE = 20;

	/**
	 * Writes slots.
	 * @param available whether to write only slots that have seats left, or only those
	 * that have none; all if null
	 */
	void writeSlots(SlotQuery query, @Nullable Boolean available, RowWriter rows, Place place) throws IOException {
		SlotPosition after = null;
		do {
			SlotListing.PageRequest request = new SlotListing.PageRequest(query, available, after, PAGE_SIZE);
			Page<SlotDetails, SlotPosition> page = read(() -> this.listing.page(request));
			for (SlotDetails slot : page.items()) {
				rows.write(ExportedSlot.of(slot, plan(slot.slot()), this.clock.instant()));
			}
			flush(rows, place);
			after = page.next();
		}
		while (after != null);
	}

	/**
	 * Returns the seating plan of a slot, null if it is that of a hall or has no rows.
	 */
	private @Nullable SeatingPlan plan(Slot slot) {
		return (slot.capacity().hasPlan() && slot.showing().hall() == null) ? read(() -> this.slots.seating(slot))
				: null;
	}

	/**
	 * Writes how many seats of slots are sold.
	 */
	void writeSales(SlotPages pages, RowWriter rows, Place place) throws IOException {
		while (pages.hasNext()) {
			List<Slot> page = pages.next(deadline());
			for (int from = 0; from < page.size(); from += SLOTS_AT_ONCE) {
				List<Slot> some = page.subList(from, Math.min(from + SLOTS_AT_ONCE, page.size()));
				writeSales(some, rows);
				flush(rows, place);
			}
		}
	}

	/**
	 * Writes how many seats of some slots are sold.
	 */
	void writeSales(List<Slot> some, RowWriter rows) throws IOException {
		List<List<Section>> sections = read(() -> {
			List<CompletableFuture<List<Section>>> reads = some.stream()
				.map((slot) -> Deadline.start(() -> this.seats.sections(slot.id())))
				.toList();
			return reads.stream().map(Deadline::join).toList();
		});
		for (int i = 0; i < some.size(); i++) {
			rows.write(SlotSales.of(some.get(i), sections.get(i), this.clock.instant()));
		}
	}

	/**
	 * Writes the tickets of slots.
	 * @param withUsers whether the names and phone numbers are written
	 */
	void writeTickets(SlotPages pages, boolean withUsers, RowWriter rows, Place place) throws IOException {
		while (pages.hasNext()) {
			for (Slot slot : pages.next(deadline())) {
				writeTickets(slot, withUsers, rows, place);
			}
		}
	}

	/**
	 * Writes the tickets of a slot.
	 */
	void writeTickets(Slot slot, boolean withUsers, RowWriter rows, Place place) throws IOException {
		TicketPosition after = null;
		do {
			TicketPosition position = after;
			Page<TicketDetails, TicketPosition> page = read(
					() -> this.tickets.ofSlot(slot.id(), null, position, PAGE_SIZE).orElseThrow());
			List<UserId> ids = page.items().stream().map((ticket) -> ticket.booking().user()).distinct().toList();
			Map<UserId, User> found = withUsers ? read(() -> this.users.findAll(ids)) : Map.of();
			for (TicketDetails ticket : page.items()) {
				rows.write(ExportedTicket.of(ticket, slot, found.get(ticket.booking().user())));
			}
			flush(rows, place);
			after = page.next();
		}
		while (after != null);
	}

	private static void flush(RowWriter rows, Place place) throws IOException {
		rows.flush();
		place.checkTime();
	}

	private Deadline deadline() {
		return Deadline.in(this.sales.deadline());
	}

	private <T> T read(Supplier<T> read) {
		return deadline().call(read::get);
	}

}
