package com.ticketly.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Component;

/**
 * Determines exactly which seats of a slot are free.
 */
@Component
public class SeatAvailability {

	private final Clock clock;

	private final SalesProperties sales;

	private final Slots slots;

	private final SlotReads slotReads;

	private final SharedReads<SlotId, List<Section>> sectionReads;

	SeatAvailability(Clock clock, SalesProperties sales, Slots slots, Sections sections, SlotReads slotReads) {
		this.clock = clock;
		this.sales = sales;
		this.slots = slots;
		this.slotReads = slotReads;
		this.sectionReads = new SharedReads<>((slot) -> {
			Instant now = this.clock.instant();
			return current(sections.ofSlot(slot), now);
		});
	}

	/**
	 * Returns the sections of a slot as they are now, in order. Concurrent callers share
	 * reads.
	 */
	public List<Section> sections(SlotId slot) {
		return this.sectionReads.get(slot);
	}

	private static List<Section> current(List<Section> sections, Instant now) {
		return sections.stream().map((section) -> section.asOf(now)).toList();
	}

	private <T> Optional<T> read(SlotId id, BiFunction<Slot, List<Section>, T> details) {
		Instant now = this.clock.instant();
		return this.slotReads.read(id).map((found) -> details.apply(found.slot(), current(found.sections(), now)));
	}

	/**
	 * Returns a slot with the exact number of seats left.
	 */
	public Optional<SlotDetails> slot(SlotId id) {
		return read(id, this::details);
	}

	/**
	 * Returns a slot with the exact number of seats left.
	 */
	public SlotDetails details(Slot slot) {
		return details(slot, sections(slot.id()));
	}

	private SlotDetails details(Slot slot, List<Section> sections) {
		return new SlotDetails(slot, isOnSale(slot) ? sections.stream().mapToInt(Section::left).sum() : 0);
	}

	/**
	 * Returns a new slot, of which no seat is sold yet, without a read.
	 */
	public SlotDetails newSlot(Slot slot) {
		return new SlotDetails(slot, isOnSale(slot) ? this.slots.seating(slot).seatsForSale() : 0);
	}

	/**
	 * Returns the seats of a slot in their exact state.
	 */
	public Optional<SeatsDetails> seats(SlotId id) {
		return read(id, this::seats);
	}

	private SeatsDetails seats(Slot slot, List<Section> sections) {
		// A slot is closed before its sections are.
		return new SeatsDetails(slot, this.slots.seating(slot),
				isOnSale(slot) ? sections : sections.stream().map(Section::close).toList());
	}

	private boolean isOnSale(Slot slot) {
		return slot.refusalAt(this.clock.instant(), this.sales.period()).isEmpty();
	}

}
