package com.ticketly.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatingPlan;

/**
 * A slot to be written, with its sections.
 *
 * @param slot the slot
 * @param seating where its seats are
 * @param sections its sections, of which nothing is sold
 */
record NewSlot(Slot slot, SeatingPlan seating, List<Section> sections) {

	static NewSlot of(SlotPlan plan, Instant now, ExpiryProperties expiry) {
		SlotCapacity capacity = (plan.seating() != null) ? SlotCapacity.of(plan.seating())
				: SlotCapacity.numbered(plan.capacity());
		Slot slot = new Slot(SlotId.create(now), plan.showing(), capacity,
				SlotLifecycle.scheduled(plan.showing().end(), now, expiry), 1, 0);
		SeatingPlan seating = (plan.seating() != null) ? plan.seating() : capacity.numberedSeats();
		return new NewSlot(slot, seating, sections(slot, seating));
	}

	private static List<Section> sections(Slot slot, SeatingPlan seating) {
		List<Section> sections = new ArrayList<>();
		int first = 1;
		for (SectionKey key : slot.sectionKeys()) {
			SeatLayout layout = seating.sections().get(key.no()).layout();
			SeatMap seats = SeatMap.free(layout.size()).block(layout.house());
			sections.add(new Section(key, first, seats, true, slot.edition(), slot.lifecycle().purgeAt(), 0));
			first += layout.size();
		}
		return sections;
	}

}
