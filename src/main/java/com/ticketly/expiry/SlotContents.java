package com.ticketly.expiry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatus;
import io.opentelemetry.context.Context;

import org.springframework.stereotype.Component;

/**
 * Changes all sections and bookings of a slot, several at the same time.
 */
@Component
final class SlotContents {

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

	private final Bookings bookings;

	private final LongAdder processed = new LongAdder();

	SlotContents(Bookings bookings) {
		this.bookings = bookings;
	}

	/**
	 * Returns how many sections, bookings and holds this instance has processed, of any
	 * slot.
	 */
	long processed() {
		return this.processed.sum();
	}

	/**
	 * Changes each section.
	 * @return the sum of the results
	 */
	int forEachSection(Slot slot, ToIntFunction<SectionKey> work) {
		List<Future<Integer>> results;
		// Closing the executor waits for all sections, even if one fails.
		try (ExecutorService executor = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
			results = slot.sectionKeys()
				.stream()
				.map((section) -> executor.submit(() -> counted(work.applyAsInt(section))))
				.toList();
		}
		return results.stream().mapToInt(SlotContents::result).sum();
	}

	private static int result(Future<Integer> future) {
		if (future.state() == Future.State.FAILED) {
			throw (future.exceptionNow() instanceof RuntimeException ex) ? ex
					: new IllegalStateException(future.exceptionNow());
		}
		return future.resultNow();
	}

	/**
	 * Changes each booking of a section, but no hold.
	 * @return the sum of the results
	 */
	int forEachBooking(Slot slot, SectionKey section, ToIntFunction<Booking> change) {
		return forEach(slot, this.bookings.ofSection(section, null), change);
	}

	/**
	 * Changes each booking and hold of a section.
	 */
	void forEachBookingAndHold(Slot slot, SectionKey section, ToIntFunction<Booking> change) {
		forEach(slot, this.bookings.withHolds(section, null), change);
	}

	private int forEach(Slot slot, Stream<Booking> bookings, ToIntFunction<Booking> change) {
		Function<Booking, Integer> work = Context.current()
			.wrapFunction((booking) -> counted(change.applyAsInt(booking)));
		int concurrency = Math.clamp(MAX_CONCURRENT_WRITES / slot.capacity().sections(), 1,
				MAX_CONCURRENT_WRITES_IN_SECTION);
		return bookings.gather(Gatherers.mapConcurrent(concurrency, work)).mapToInt(Integer::intValue).sum();
	}

	private int counted(int result) {
		this.processed.increment();
		return result;
	}

	/**
	 * Writes a booking, and tries again if it was written meanwhile.
	 * @param read the booking as it was read
	 * @return how many tickets were booked before, 0 if nothing changes
	 */
	int update(Booking read, UnaryOperator<Booking> change) {
		Optional<Booking> current = Optional.of(read);
		for (int attempt = 1; current.isPresent(); attempt++) {
			Booking booking = current.get();
			Booking changed = change.apply(booking);
			if (changed.equals(booking)) {
				return 0;
			}
			if (this.bookings.replace(changed)) {
				return booking.count(TicketStatus.BOOKED);
			}
			Backoff.afterConflict(attempt);
			current = this.bookings.find(booking.section(), booking.id());
		}
		return 0;
	}

}
