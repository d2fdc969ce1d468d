package com.ticketly.exchange;

import java.util.List;

import com.ticketly.dynamodb.Deadline;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slots of a query page by page, without their seats.
 */
public final class SlotPages {

	private static final int PAGE_SIZE = 100;

	private final Slots slots;

	private final SlotQuery query;

	private @Nullable SlotPosition after;

	private boolean complete;

	public SlotPages(Slots slots, SlotQuery query) {
		this.slots = slots;
		this.query = query;
	}

	public boolean hasNext() {
		return !this.complete;
	}

	/**
	 * Reads the next page, which can be empty.
	 * @param deadline until when the read may take
	 */
	public List<Slot> next(Deadline deadline) {
		return deadline.call(this::read);
	}

	private List<Slot> read() {
		SlotQuery.Result list = this.slots.list(this.query, this.after, PAGE_SIZE);
		List<Slot> page = list.slots().limit(PAGE_SIZE).toList();
		this.after = (page.size() == PAGE_SIZE) ? SlotPosition.of(page.getLast()) : list.next();
		this.complete = this.after == null;
		return page.stream().filter(this.query::matches).toList();
	}

}
