package com.ticketly.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.ticketly.commit.SalesProperties;
import com.ticketly.commit.SharedReads;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Component;

/**
 * Determines exactly which seats of a slot are free. Concurrent readers of a slot share
 * reads.
 */
@Component
public class SeatAvailability {

	private final Clock clock;

	private final SalesProperties sales;

	private final Slots slots;

	private final CurrentSlots currentSlots;

	private final SharedReads<SlotId, List<Section>> reads;

	SeatAvailability(Clock clock, SalesProperties sales, Slots slots, CurrentSlots currentSlots, Sections sections) {
		this.clock = clock;
		this.sales = sales;
		this.slots = slots;
		this.currentSlots = currentSlots;
		this.reads = new SharedReads<>(sections::ofSlot);
	}

	/**
	 * Returns the sections of a slot as they are now, in order.
	 */
	public List<Section> sections(SlotId slot) {
		Instant now = this.clock.instant();
		return this.reads.get(slot).stream().map((section) -> section.asOf(now)).toList();
	}

	/**
	 * Returns a slot with the exact number of seats left.
	 */
	public Optional<SlotDetails> slot(SlotId id) {
		return this.currentSlots.find(id).map(this::details);
	}

	/**
	 * Returns a slot with the exact number of seats left.
	 */
	public SlotDetails details(Slot slot) {
		return new SlotDetails(slot, isOnSale(slot) ? sections(slot.id()).stream().mapToInt(Section::left).sum() : 0);
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
		return this.currentSlots.find(id).map(this::seats);
	}

	private SeatsDetails seats(Slot slot) {
		boolean onSale = isOnSale(slot);
		// A slot is closed before its sections are.
		List<Section> sections = sections(slot.id()).stream()
			.map((section) -> onSale ? section : section.close())
			.toList();
		return new SeatsDetails(slot, this.slots.seating(slot), sections);
	}

	private boolean isOnSale(Slot slot) {
		return slot.refusalAt(this.clock.instant(), this.sales.period()).isEmpty();
	}

}
