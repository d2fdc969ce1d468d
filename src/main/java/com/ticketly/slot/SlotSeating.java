package com.ticketly.slot;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * The seating plan of a slot as its item keeps it.
 *
 * @param key the item's key
 * @param drawings the name of each section, followed by its drawing
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
 */
record SlotSeating(String key, List<List<String>> drawings, @Nullable Long purgeAt) {

	static SlotSeating of(Slot slot, SeatingPlan plan) {
		return new SlotSeating(key(slot.id()), plan.sections().stream().map((section) -> {
			List<String> drawing = new ArrayList<>(section.layout().drawing());
			drawing.addFirst(section.name());
			return drawing;
		}).map(List::copyOf).toList(), slot.purgeAt());
	}

	static SlotSeating read(String key, List<?> drawings) {
		return new SlotSeating(key,
				drawings.stream()
					.map((drawing) -> ((List<?>) drawing).stream().map(String.class::cast).toList())
					.toList(),
				null);
	}

	/**
	 * Returns the key of a slot's plan, which no slot has.
	 */
	static String key(SlotId slot) {
		return slot + "#seating";
	}

	SeatingPlan plan() {
		return new SeatingPlan(this.drawings.stream()
			.map((drawing) -> new PlannedSection(drawing.getFirst(),
					SeatLayout.parse(drawing.subList(1, drawing.size()))))
			.toList());
	}

}
