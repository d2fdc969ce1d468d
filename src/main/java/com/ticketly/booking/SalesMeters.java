package com.ticketly.booking;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

import com.ticketly.dynamodb.WriteResult;
import com.ticketly.ticket.Booking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Measures what is sold and how.
 */
@Component
class SalesMeters {

	private final Counter bookings;

	private final Counter tickets;

	private final MeterProvider<Counter> refusals;

	private final DistributionSummary groupSize;

	private final Timer queueWait;

	private final MeterProvider<Timer> transactions;

	private final Counter conflicts;

	SalesMeters(MeterRegistry registry) {
		this.bookings = Counter.builder("ticketly.bookings")
			.description("Bookings that were confirmed")
			.register(registry);
		this.tickets = Counter.builder("ticketly.tickets").description("Tickets of these bookings").register(registry);
		this.refusals = Counter.builder("ticketly.refusals")
			.description("Bookings, moves and cancellations that were refused")
			.withRegistry(registry);
		this.groupSize = DistributionSummary.builder("ticketly.group.size")
			.description("Commands in a transaction")
			.register(registry);
		this.queueWait = Timer.builder("ticketly.queue.wait")
			.description("How long commands waited for their group")
			.register(registry);
		this.transactions = Timer.builder("ticketly.transaction")
			.description("Transactions of groups, until their outcome was certain")
			.withRegistry(registry);
		this.conflicts = Counter.builder("ticketly.conflicts")
			.description("Transactions of groups that another write refused")
			.register(registry);
	}

	/**
	 * Counts a booking as its caller is told of it.
	 */
	Outcome<Booking> countBooking(Outcome<Booking> outcome) {
		if (outcome instanceof Outcome.Done<Booking>(var booking)) {
			count(booking);
		}
		return countRefusal(outcome);
	}

	/**
	 * Counts the booking that a hold becomes, once.
	 */
	Outcome<EndHold.Ended> countConfirmation(Outcome<EndHold.Ended> outcome) {
		if (outcome instanceof Outcome.Done<EndHold.Ended>(EndHold.Ended(var booking, boolean now)) && now) {
			count(booking);
		}
		return outcome;
	}

	private void count(Booking booking) {
		this.bookings.increment();
		this.tickets.increment(booking.tickets().size());
	}

	/**
	 * Counts a change that is refused.
	 */
	<T> Outcome<T> countRefusal(Outcome<T> outcome) {
		if (outcome instanceof Outcome.Refused<T>(var rejection)) {
			this.refusals.withTag("reason", rejection.code()).increment();
		}
		return outcome;
	}

	/**
	 * Records how long the commands of a group waited.
	 */
	void recordWaits(Collection<? extends Pending<?>> group) {
		long now = System.nanoTime();
		group.forEach((pending) -> this.queueWait.record(Duration.ofNanos(now - pending.since())));
	}

	/**
	 * Measures the transaction of a group.
	 * @param commands how many commands it writes
	 * @param transaction writes it
	 */
	WriteResult measure(int commands, Supplier<WriteResult> transaction) {
		long start = System.nanoTime();
		String outcome = "failed";
		try {
			WriteResult result = transaction.get();
			switch (result) {
				case WriteResult.Written() -> {
					outcome = "written";
					this.groupSize.record(commands);
				}
				case WriteResult.Refused refused -> {
					outcome = "refused";
					this.conflicts.increment();
				}
			}
			return result;
		}
		finally {
			this.transactions.withTag("outcome", outcome).record(Duration.ofNanos(System.nanoTime() - start));
		}
	}

}
