package com.ticketly.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.exchange.SlotPages;
import com.ticketly.report.DaysInput.Days;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import io.opentelemetry.context.Context;

import org.springframework.stereotype.Component;

/**
 * Reads what reports say of slots. All reads are consistent: two of the slot, and of each
 * section two and one for each 100 bookings. The memory does not depend on how many
 * tickets and slots there are.
 */
@Component
record Reports(Clock clock, SalesProperties sales, Slots slots, SectionReads sections) {

	/**
	 * How many sections of a slot are read at the same time, and how many slots.
	 */
	private static final int AT_ONCE = 4;

	/**
	 * Lists the slots that may start on some days.
	 */
	ListedSlots list(Days days) {
		return new ListedSlots(new SlotPages(this.slots, days.toQuery()), this::deadline);
	}

	private Deadline deadline() {
		return Deadline.in(this.sales.deadline());
	}

	/**
	 * Returns the figures of those slots that are stored, in their order. They are read
	 * as the stream is consumed.
	 */
	Stream<SlotFigures> ofSlots(Stream<SlotId> slots) {
		return slots.gather(concurrently(this::ofSlot)).flatMap(Optional::stream);
	}

	/**
	 * Returns the figures of a slot, empty if it does not exist.
	 */
	Optional<SlotFigures> ofSlot(SlotId id) {
		Optional<Slot> slot = find(id);
		while (slot.isPresent()) {
			Slot read = slot.get();
			Instant now = this.clock.instant();
			Figures figures = ofSections(read, now);
			slot = find(id);
			// Its tickets are canceled one by one after the slot, which happens once.
			if (slot.isEmpty() || hasSameTickets(read, slot.get())) {
				return Optional.of(new SlotFigures(read, figures, now));
			}
		}
		return Optional.empty();
	}

	private static boolean hasSameTickets(Slot before, Slot after) {
		return Objects.equals(before.lifecycle().cancelReason(), after.lifecycle().cancelReason());
	}

	private Optional<Slot> find(SlotId id) {
		return deadline().call(() -> this.slots.read(id));
	}

	private Figures ofSections(Slot slot, Instant now) {
		return slot.sectionKeys()
			.stream()
			.gather(concurrently((section) -> this.sections.read(slot, section, now)))
			.reduce(Figures.NONE, Figures::plus);
	}

	private static <T, R> Gatherer<T, ?, R> concurrently(Function<T, R> read) {
		return Gatherers.mapConcurrent(AT_ONCE, Context.current().wrapFunction(read));
	}

}
