package com.ticketly.listing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lists slots with the exact number of seats left.
 */
@Component
public class SlotListing {

	/**
	 * The maximum number of slots of {@link #upcoming}.
	 */
	public static final int MAX_UPCOMING = 500;

	/**
	 * The approximate maximum number of sections whose seats are read for a page.
	 */
	private static final int MAX_SECTIONS = 200;

	/**
	 * The same for all upcoming slots. It is larger, because all callers share one read.
	 */
	private static final int MAX_UPCOMING_SECTIONS = 500;

	private final Clock clock;

	private final SalesProperties sales;

	private final Slots slots;

	private final Sections sections;

	private final SharedReads<SlotQuery, Page<SlotDetails, SlotPosition>> upcoming;

	SlotListing(Clock clock, SalesProperties sales, Slots slots, Sections sections) {
		this.clock = clock;
		this.sales = sales;
		this.slots = slots;
		this.sections = sections;
		this.upcoming = new SharedReads<>(
				(query) -> read(new PageRequest(query.from(start()), null, null, MAX_UPCOMING), MAX_UPCOMING_SECTIONS));
	}

	/**
	 * Lists slots, ordered by start. A page may have fewer slots than its limit although
	 * more follow, if few slots match.
	 */
	public Page<SlotDetails, SlotPosition> page(PageRequest request) {
		return read(request, MAX_SECTIONS);
	}

	private Page<SlotDetails, SlotPosition> read(PageRequest request, int maxSections) {
		int limit = request.limit();
		int pageSize = request.mayOmit() ? SlotReader.CHUNK : limit + 1;
		SlotReader reader = new SlotReader(this.slots.list(request.query(), request.after(), pageSize), maxSections);
		List<SlotDetails> page = new ArrayList<>();
		while (page.size() < limit && reader.hasNext()) {
			// A filter by seats left omits some of the slots that are read.
			int wanted = (request.available() != null) ? SlotReader.CHUNK : limit - page.size();
			for (SlotDetails slot : details(reader.next(wanted, request.query()::matches))) {
				if (request.isWanted(slot)) {
					if (page.size() == limit) {
						return new Page<>(page, SlotPosition.of(page.getLast().slot()));
					}
					page.add(slot);
				}
			}
		}
		return new Page<>(page, reader.continuation());
	}

	/**
	 * Returns the slots of a query that have not started, ordered by start, and the past
	 * ones, too, where these are sold: {@value #MAX_UPCOMING} at most, or fewer if they
	 * have many sections. All callers share one read at a time.
	 */
	public Page<SlotDetails, SlotPosition> upcoming(SlotQuery query) {
		return this.upcoming.get(query);
	}

	private @Nullable Instant start() {
		return this.sales.pastSlots() ? null : this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private List<SlotDetails> details(List<Slot> slots) {
		Instant now = this.clock.instant();
		List<Slot> onSale = slots.stream()
			.filter((slot) -> slot.refusalAt(now, this.sales.period()).isEmpty())
			.toList();
		Map<SlotId, Integer> left = this.sections.seatsLeft(onSale, now);
		return slots.stream().map((slot) -> new SlotDetails(slot, left.getOrDefault(slot.id(), 0))).toList();
	}

	/**
	 * A request for a page of slots.
	 *
	 * @param available whether to list only slots that have seats left, or only those
	 * that have none; all if null
	 * @param after the position after which the page begins, the start if null
	 * @param limit the maximum number of slots on the page
	 */
	public record PageRequest(SlotQuery query, @Nullable Boolean available, @Nullable SlotPosition after, int limit) {

		private boolean isWanted(SlotDetails slot) {
			return this.available == null || this.available == slot.seatsLeft() > 0;
		}

		/**
		 * Returns whether slots that are read may be omitted from the page.
		 */
		private boolean mayOmit() {
			return this.available != null || this.query.type() != null || this.query.name() != null;
		}

	}

}
