package com.ticketly.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.sale.SaleTerms;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A slot to schedule.
 *
 * @param showing what is shown, and when
 * @param capacity the number of seats, from 1 to {@value Slot#MAX_CAPACITY}
 * @param seating where the seats are, null where they only have numbers
 * @param sale the terms on which tickets are sold
 */
public record SlotPlan(Showing showing, int capacity, @Nullable SeatingPlan seating, SaleTerms sale) {

	/**
	 * Creates a plan without terms of the sale.
	 */
	public SlotPlan(Showing showing, int capacity, @Nullable SeatingPlan seating) {
		this(showing, capacity, seating, SaleTerms.NONE);
	}

	/**
	 * Returns this plan with the id that the slot has in another system.
	 */
	public SlotPlan withExternalId(String externalId) {
		return new SlotPlan(this.showing.withExternalId(externalId), this.capacity, this.seating, this.sale);
	}

	Slot slot(Instant now, ExpiryProperties expiry) {
		SlotCapacity capacity = (this.seating != null) ? SlotCapacity.of(this.seating)
				: SlotCapacity.numbered(this.capacity);
		return new Slot(SlotId.create(now), this.showing, capacity, this.sale,
				SlotLifecycle.scheduled(this.showing.end(), now, expiry), 1, 0);
	}

	/**
	 * Returns where the seats are. Seats without a plan only have numbers.
	 */
	public SeatingPlan seats() {
		return (this.seating != null) ? this.seating : SlotCapacity.numbered(this.capacity).numberedSeats();
	}

	/**
	 * Returns the sections of the slot, of which nothing is sold.
	 */
	List<Section> sections(Slot slot) {
		SeatingPlan plan = seats();
		List<Section> sections = new ArrayList<>();
		int first = 1;
		for (SectionKey key : slot.sectionKeys()) {
			SeatLayout layout = plan.sections().get(key.no()).layout();
			SeatMap seats = SeatMap.free(layout.size()).block(layout.house());
			sections.add(new Section(key, first, seats, true, slot.edition(), DoorSeats.NONE,
					slot.lifecycle().purgeAt(), 0));
			first += layout.size();
		}
		return sections;
	}

}
