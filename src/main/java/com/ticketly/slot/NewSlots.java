package com.ticketly.slot;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;

import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.seating.SeatingPlan;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

import org.springframework.stereotype.Component;

/**
 * Plans and writes the slots of a show. Writing them can be repeated, and several
 * instances can do so at once: a slot that is stored stays as it is.
 */
@Component
public class NewSlots {

	/**
	 * All slots of a show are in one partition of an index, because they have the same
	 * name.
	 */
	private static final int CONCURRENT_WRITES = 4;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Sections sections;

	private final Transactions transactions;

	NewSlots(Clock clock, ExpiryProperties expiry, Slots slots, Sections sections, Transactions transactions) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.sections = sections;
		this.transactions = transactions;
	}

	/**
	 * Returns slots as a plan says, which are not stored.
	 * @param starts when they start
	 * @param show the id of their show
	 */
	public List<Slot> plan(SlotPlan plan, List<Instant> starts, String show) {
		Instant now = this.clock.instant();
		Slot template = plan.slot(now, this.expiry).ofShow(show, 1);
		return starts.stream().map((start) -> template.at(SlotId.create(now), start, this.expiry)).toList();
	}

	/**
	 * Returns the slots at some positions, which are like a template.
	 */
	public List<Slot> plan(Slot template, List<SlotPosition> positions) {
		return positions.stream().map((slot) -> template.at(slot.id(), slot.start(), this.expiry)).toList();
	}

	/**
	 * Writes slots with their sections, each at once.
	 * @param slots slots that have the same number of sections
	 * @param seating their seating plan, null where their seats only have numbers
	 */
	public void write(List<Slot> slots, @Nullable SeatingPlan seating) {
		int items = slots.getFirst().capacity().sections() + ((seating != null) ? 2 : 1);
		slots.stream()
			.gather(Gatherers.windowFixed(Math.max(1, Transactions.MAX_ITEMS / items)))
			.gather(Gatherers.mapConcurrent(CONCURRENT_WRITES,
					Context.current().wrapFunction((group) -> writeGroup(group, seating))))
			.forEach((group) -> {
			});
	}

	private List<Slot> writeGroup(List<Slot> group, @Nullable SeatingPlan seating) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		group.forEach((slot) -> this.slots.addPut(transaction, slot, seating));
		group.forEach((slot) -> this.sections.addPuts(transaction, sections(slot, seating)));
		if (this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused && group.size() > 1) {
			// Some of them are stored.
			group.forEach((slot) -> writeGroup(List.of(slot), seating));
		}
		return group;
	}

	private static List<Section> sections(Slot slot, @Nullable SeatingPlan seating) {
		return new SlotPlan(slot.showing(), slot.capacity().seats(), seating).sections(slot);
	}

}
