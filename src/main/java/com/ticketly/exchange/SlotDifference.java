package com.ticketly.exchange;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import org.jspecify.annotations.Nullable;

/**
 * What a change changes of a slot.
 *
 * @param change the change without what is so already
 * @param fields the names of the fields that change
 */
record SlotDifference(SlotChange change, List<String> fields) {

	static SlotDifference of(Slot slot, SlotChange change) {
		Showing showing = slot.showing();
		List<String> fields = new ArrayList<>();
		boolean sale = !slot.has(new SlotChange(null, null, null, null, null, change.sale()));
		SlotChange difference = new SlotChange(differing("slotName", change.name(), showing.name(), fields),
				differing("slotDescription", change.description(), showing.description(), fields),
				differing("startTime", change.start(), showing.start(), fields),
				differing("endTime", change.end(), showing.end(), fields),
				differing("genre", change.genre(), showing.genre(), fields), sale ? change.sale() : null);
		if (sale) {
			fields.add(Columns.SALE);
		}
		return new SlotDifference(difference, List.copyOf(fields));
	}

	private static <T> @Nullable T differing(String field, @Nullable T value, T stored, List<String> fields) {
		if (value == null || value.equals(stored)) {
			return null;
		}
		fields.add(field);
		return value;
	}

}
