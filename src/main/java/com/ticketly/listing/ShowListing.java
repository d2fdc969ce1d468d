package com.ticketly.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.commit.SalesProperties;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.Shows;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lists shows, and their slots with the exact number of seats left.
 */
@Component
public class ShowListing {

	/**
	 * The approximate maximum number of sections whose seats are read for a page.
	 */
	private static final int MAX_SECTIONS = 200;

	private final Clock clock;

	private final SalesProperties sales;

	private final Shows shows;

	private final Slots slots;

	private final Sections sections;

	ShowListing(Clock clock, SalesProperties sales, Shows shows, Slots slots, Sections sections) {
		this.clock = clock;
		this.sales = sales;
		this.shows = shows;
		this.slots = slots;
		this.sections = sections;
	}

	/**
	 * Lists shows, ordered by their age.
	 * @param after the id to continue after, null for the beginning
	 */
	public Page<Show, ShowId> shows(@Nullable ShowId after, int limit) {
		return Page.of(this.shows.list(after, limit + 1), limit, Show::id);
	}

	/**
	 * Lists the slots of a show, in the order in which they were scheduled to start. A
	 * page has fewer slots than its limit if they have many sections, or are deleted.
	 * @param after the position to continue after, null for the beginning
	 * @return the page, or empty if there is no such show
	 */
	public Optional<Page<SlotDetails, SlotPosition>> slots(ShowId id, @Nullable SlotPosition after, int limit) {
		return this.shows.slots(id).map((scheduled) -> {
			List<SlotPosition> following = scheduled.positions()
				.stream()
				.filter((position) -> after == null || position.value().compareTo(after.value()) > 0)
				.toList();
			Page<SlotPosition, SlotPosition> page = Page.of(following,
					Math.min(limit, Math.ceilDiv(MAX_SECTIONS, scheduled.sections())), (position) -> position);
			return new Page<>(details(this.slots.read(page.items().stream().map(SlotPosition::id).toList())),
					page.next());
		});
	}

	private List<SlotDetails> details(List<Slot> slots) {
		Instant now = this.clock.instant();
		List<Slot> onSale = slots.stream()
			.filter((slot) -> slot.refusalAt(now, this.sales.period()).isEmpty())
			.toList();
		Map<SlotId, Integer> left = this.sections.seatsLeft(onSale, now);
		return slots.stream().map((slot) -> new SlotDetails(slot, left.getOrDefault(slot.id(), 0))).toList();
	}

}
