package com.ticketly.expiry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;

import com.ticketly.commit.SectionQueues;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Propagates a change of a slot to its sections and bookings. Every step is conditional,
 * so concurrent runs are safe, and a run that failed can be repeated.
 */
@Component
public class SlotCloser {

	/**
	 * The maximum number of bookings of a slot that are written at the same time, a
	 * quarter of the connections to DynamoDB.
	 */
	private static final int MAX_CONCURRENT_WRITES = 64;

	/**
	 * The maximum number of bookings of one section that are written at the same time. A
	 * partition takes 1,000 write units a second.
	 */
	private static final int MAX_CONCURRENT_WRITES_IN_SECTION = 8;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Bookings bookings;

	private final Sections sections;

	private final CustomerUsages usages;

	private final SectionQueues queues;

	SlotCloser(Clock clock, ExpiryProperties expiry, Slots slots, Bookings bookings, Sections sections,
			CustomerUsages usages, SectionQueues queues) {
		this.clock = clock;
		this.slots = slots;
		this.expiry = expiry;
		this.sections = sections;
		this.bookings = bookings;
		this.usages = usages;
		this.queues = queues;
	}

	/**
	 * Updates the sections of a slot to its current edition.
	 * @param slot the slot as it is stored
	 * @param endChanged whether its end changed; its bookings and the usages of its
	 * customers are then kept as long as the slot
	 */
	public void applyChange(Slot slot, boolean endChanged) {
		propagate(slot, endChanged);
		finish(slot);
	}

	/**
	 * Closes the sections of a canceled slot and cancels its tickets.
	 */
	public void cancel(Slot slot) {
		close(slot, this.clock.instant());
		if (slot.endMayDiffer()) {
			// A change of the end was not finished before.
			propagate(slot, true);
		}
		finish(slot);
	}

	/**
	 * Resumes the unfinished change of a slot.
	 * @param slot the slot, claimed by this run
	 */
	void resume(Slot slot) {
		if (slot.lifecycle().status() == SlotStatus.CANCELED) {
			cancel(slot);
		}
		else {
			applyChange(slot, slot.endMayDiffer());
		}
	}

	/**
	 * Marks the change as finished, unless the slot has been changed again or another run
	 * has claimed it, which then marks it.
	 */
	private void finish(Slot slot) {
		if (slot.lifecycle().unfinished() != null) {
			this.slots.replace(slot.finished());
		}
	}

	private void propagate(Slot slot, boolean endChanged) {
		forEachSection(slot, (section) -> {
			this.queues.executeOrThrow(new ApplySlotChange(section, slot, true));
			return endChanged ? forEachBooking(slot, section, this::keepAsLongAsSection) : 0;
		});
	}

	/**
	 * Stores the deletion time of a section in a booking and in the usage of its
	 * customer. The section is read after either of them: a concurrent change of the end
	 * then either reads what is written here or makes this write fail.
	 */
	private int keepAsLongAsSection(Booking booking) {
		CustomerUsage usage;
		CustomerUsage kept;
		do {
			usage = this.usages.find(booking.section().slot(), booking.user());
			kept = (usage.version() > 0) ? usage.keepUntil(purgeAt(booking.section(), usage.purgeAt())) : usage;
		}
		while (!kept.equals(usage) && !this.usages.replace(kept));
		return update(booking, (current) -> current.keepUntil(purgeAt(current.section(), current.purgeAt())));
	}

	private @Nullable Long purgeAt(SectionKey section, @Nullable Long otherwise) {
		Optional<Section> found = this.sections.find(section);
		return found.isPresent() ? found.get().purgeAt() : otherwise;
	}

	/**
	 * Closes the sections of a slot and stores the status of its tickets.
	 * @param slot the slot, expired or canceled
	 * @return how many tickets were booked and are no longer
	 */
	int close(Slot slot, Instant now) {
		TicketStatusAt statusAt = new TicketStatusAt(now, slot, this.expiry.archiveAfter());
		return forEachSection(slot, (section) -> {
			this.queues.executeOrThrow(new ApplySlotChange(section, slot, false));
			// The section is closed, so no booking is added from here on.
			return forEachBooking(slot, section, (booking) -> update(booking, statusAt::apply));
		});
	}

	private static int forEachSection(Slot slot, ToIntFunction<SectionKey> work) {
		List<Future<Integer>> results;
		// Closing the executor waits for all sections, even if one fails.
		try (ExecutorService executor = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
			results = slot.sectionKeys()
				.stream()
				.map((section) -> executor.submit(() -> work.applyAsInt(section)))
				.toList();
		}
		return results.stream().mapToInt(SlotCloser::result).sum();
	}

	private static int result(Future<Integer> future) {
		if (future.state() == Future.State.FAILED) {
			throw (future.exceptionNow() instanceof RuntimeException ex) ? ex
					: new IllegalStateException(future.exceptionNow());
		}
		return future.resultNow();
	}

	private int forEachBooking(Slot slot, SectionKey section, ToIntFunction<Booking> change) {
		Function<Booking, Integer> work = Context.current().wrapFunction(change::applyAsInt);
		int concurrency = Math.clamp(MAX_CONCURRENT_WRITES / slot.capacity().sections(), 1,
				MAX_CONCURRENT_WRITES_IN_SECTION);
		return this.bookings.ofSection(section, null)
			.gather(Gatherers.mapConcurrent(concurrency, work))
			.mapToInt(Integer::intValue)
			.sum();
	}

	private int update(Booking read, UnaryOperator<Booking> change) {
		Optional<Booking> current = Optional.of(read);
		while (current.isPresent()) {
			Booking booking = current.get();
			Booking changed = change.apply(booking);
			if (changed.equals(booking)) {
				return 0;
			}
			if (this.bookings.replace(changed)) {
				return booking.count(TicketStatus.BOOKED);
			}
			current = this.bookings.find(booking.section(), booking.id());
		}
		return 0;
	}

}
