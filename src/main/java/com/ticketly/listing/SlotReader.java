package com.ticketly.listing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slots of a page in chunks and bounds the work for a page that few slots
 * match.
 */
final class SlotReader {

	/**
	 * The approximate maximum number of slots, and of sections, that are read for a page.
	 */
	private static final int MAX_READ = 1000;

	/**
	 * The approximate maximum number of sections whose seats are read at once, the size
	 * of a {@code BatchGetItem}.
	 */
	static final int CHUNK = 100;

	private final Iterator<Slot> slots;

	private int slotsRead;

	private int sectionsRead;

	private @Nullable Slot last;

	SlotReader(Iterator<Slot> slots) {
		this.slots = slots;
	}

	boolean hasNext() {
		return this.slots.hasNext() && this.slotsRead < MAX_READ && this.sectionsRead < MAX_READ;
	}

	List<Slot> next(int limit, Predicate<Slot> matches) {
		List<Slot> chunk = new ArrayList<>();
		int sections = 0;
		while (chunk.size() < limit && sections < CHUNK && hasNext()) {
			Slot slot = this.slots.next();
			this.slotsRead++;
			this.last = slot;
			if (matches.test(slot)) {
				chunk.add(slot);
				sections += slot.capacity().sections();
			}
		}
		this.sectionsRead += sections;
		return chunk;
	}

	/**
	 * Returns the position after which the next page continues, null at the end of the
	 * list.
	 */
	@Nullable SlotPosition continuation() {
		return (this.last != null && this.slots.hasNext()) ? SlotPosition.of(this.last) : null;
	}

}
