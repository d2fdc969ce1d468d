package com.ticketly.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;

import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import io.opentelemetry.context.Context;

import org.springframework.stereotype.Component;

/**
 * Lets the sections of a slot, and its tickets, catch up with what has become of the
 * slot. What is done twice is done on the condition that it was not, so two that do it at
 * once do no harm and count nothing twice.
 */
@Component
class Closing {

	/**
	 * How many bookings of a slot are written at once, unless it has more sections: a
	 * quarter of the connections.
	 */
	private static final int AT_ONCE = 64;

	/**
	 * How many of a section at most: a partition takes a thousand units a second.
	 */
	private static final int AT_ONCE_IN_SECTION = 8;

	private final ExpiryProperties expiry;

	private final Bookings bookings;

	private final Sections sections;

	private final SectionQueues queues;

	Closing(ExpiryProperties expiry, Bookings bookings, Sections sections, SectionQueues queues) {
		this.expiry = expiry;
		this.sections = sections;
		this.bookings = bookings;
		this.queues = queues;
	}

	/**
	 * Lets the sections of a slot sell its edition.
	 * @param moved whether its end is another one: then its bookings are kept as long
	 */
	void revise(Slot slot, boolean moved) {
		inEachSection(slot, (section) -> {
			revise(section, slot, true);
			return moved ? catchUp(slot, section, this::keep) : 0;
		});
	}

	/**
	 * Keeps a booking for as long as its section. That is read after the booking: whoever
	 * moves the end meanwhile reads, or refuses, what is written here.
	 */
	private Booking keep(Booking booking) {
		return this.sections.find(booking.section())
			.map((section) -> booking.keepUntil(section.purgeAt()))
			.orElse(booking);
	}

	/**
	 * Closes the sections of a slot, and lets its tickets catch up.
	 * @param slot the slot as it is over or canceled
	 * @return how many booked tickets are not booked any more
	 */
	int close(Slot slot, Instant now) {
		TicketStatusAt statusAt = new TicketStatusAt(now, slot, this.expiry.archiveAfter());
		return inEachSection(slot, (section) -> {
			revise(section, slot, false);
			// Nothing is booked from here on: a booking that is not read now does not
			// exist.
			return catchUp(slot, section, statusAt::apply);
		});
	}

	private void revise(SectionKey section, Slot slot, boolean sells) {
		this.queues.execute(new Revise(section, slot, sells), this.queues.deadline()).orElseThrow();
	}

	private static int inEachSection(Slot slot, ToIntFunction<SectionKey> work) {
		try (ExecutorService executor = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
			List<CompletableFuture<Integer>> sections = slot.sectionKeys()
				.stream()
				.map((section) -> CompletableFuture.supplyAsync(() -> work.applyAsInt(section), executor))
				.toList();
			return sections.stream().mapToInt(Futures::join).sum();
		}
	}

	private int catchUp(Slot slot, SectionKey section, UnaryOperator<Booking> change) {
		Function<Booking, Integer> work = Context.current().wrapFunction((booking) -> catchUp(booking, change));
		int atOnce = Math.clamp(AT_ONCE / slot.capacity().sections(), 1, AT_ONCE_IN_SECTION);
		return this.bookings.ofSection(section, null)
			.gather(Gatherers.mapConcurrent(atOnce, work))
			.mapToInt(Integer::intValue)
			.sum();
	}

	private int catchUp(Booking read, UnaryOperator<Booking> change) {
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
