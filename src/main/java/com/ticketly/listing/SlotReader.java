package com.ticketly.listing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slots of a page in chunks and bounds the work for a page that few slots
 * match.
 */
final class SlotReader {

	/**
	 * The maximum number of slots that are read for a page.
	 */
	private static final int MAX_SLOTS = 500;

	/**
	 * The approximate maximum number of sections whose seats are read at once, the size
	 * of a {@code BatchGetItem}.
	 */
	static final int CHUNK = 100;

	private final Iterator<Slot> slots;

	private final @Nullable SlotPosition next;

	private final int maxSections;

	private int slotsRead;

	private int sectionsRead;

	private @Nullable Slot last;

	/**
	 * Creates a reader of a list.
	 * @param maxSections the approximate maximum number of sections that are read
	 */
	SlotReader(SlotQuery.Result list, int maxSections) {
		this.slots = list.slots().iterator();
		this.next = list.next();
		this.maxSections = maxSections;
	}

	boolean hasNext() {
		return this.slotsRead < MAX_SLOTS && this.sectionsRead < this.maxSections && this.slots.hasNext();
	}

	List<Slot> next(int limit, Predicate<Slot> matches) {
		List<Slot> chunk = new ArrayList<>();
		int before = this.sectionsRead;
		while (chunk.size() < limit && this.sectionsRead - before < CHUNK && hasNext()) {
			Slot slot = this.slots.next();
			this.slotsRead++;
			this.last = slot;
			if (matches.test(slot)) {
				chunk.add(slot);
				this.sectionsRead += slot.capacity().sections();
			}
		}
		return chunk;
	}

	/**
	 * Returns the position after which the next page continues, null at the end of the
	 * list.
	 */
	@Nullable SlotPosition continuation() {
		return (this.last != null && this.slots.hasNext()) ? SlotPosition.of(this.last) : this.next;
	}

}
