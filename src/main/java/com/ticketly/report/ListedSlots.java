package com.ticketly.report;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.ticketly.dynamodb.Deadline;
import com.ticketly.exchange.SlotPages;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;

/**
 * Pages of slots of an index, ordered by start, each slot once: one whose start is
 * changed meanwhile could be listed twice.
 */
final class ListedSlots implements Iterator<List<Slot>> {

	private final SlotPages pages;

	private final Supplier<Deadline> deadline;

	private final Set<SlotId> listed = new HashSet<>();

	/**
	 * Creates the list.
	 * @param deadline returns until when the read of a page may take
	 */
	ListedSlots(SlotPages pages, Supplier<Deadline> deadline) {
		this.pages = pages;
		this.deadline = deadline;
	}

	@Override
	public boolean hasNext() {
		return this.pages.hasNext();
	}

	@Override
	public List<Slot> next() {
		return this.pages.next(this.deadline.get()).stream().filter((slot) -> this.listed.add(slot.id())).toList();
	}

	Stream<SlotId> ids() {
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
			.flatMap(List::stream)
			.map(Slot::id);
	}

}
