package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets the tables catch up with time: closes slots that expired, and stores the status of
 * their tickets.
 * <p>
 * The slot is marked last, so a run that ends half-way is taken up by the next one once
 * its claim is over. What is done twice is done on the condition that it was not, so two
 * runs at once do no harm and count nothing twice.
 */
@Component
class TicketExpiry {

	private static final Logger logger = LoggerFactory.getLogger(TicketExpiry.class);

	/**
	 * One slot that fails must not keep the others; several are an outage.
	 */
	private static final int MAX_FAILURES = 3;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Bookings bookings;

	private final SectionQueues queues;

	private final Counter runs;

	/**
	 * When the first slot expired that the last run left behind.
	 */
	private volatile @Nullable Instant leftSince;

	TicketExpiry(Clock clock, ExpiryProperties expiry, Slots slots, Bookings bookings, SectionQueues queues,
			MeterRegistry registry) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.bookings = bookings;
		this.queues = queues;
		this.runs = Counter.builder("ticketly.expiry.runs")
			.description("Expiry runs that came to their end")
			.register(registry);
		Gauge.builder("ticketly.expiry.lag", this, TicketExpiry::lagSeconds)
			.description("How long ago the first slot expired that the last run left behind, 0 for none")
			.baseUnit("seconds")
			.register(registry);
	}

	private double lagSeconds() {
		Instant since = this.leftSince;
		return (since != null) ? Duration.between(since, this.clock.instant()).toSeconds() : 0;
	}

	@Scheduled(fixedDelayString = "${ticketly.expiry.every:5m}", initialDelayString = "${ticketly.expiry.every:5m}")
	void runOnSchedule() {
		ExpiryReport report = run();
		if (report.slots() > 0) {
			logger.info("Expired {} slots and {} tickets", report.slots(), report.tickets());
		}
	}

	/**
	 * Expires what is due.
	 * @throws RuntimeException when so many slots fail that there must be an outage
	 */
	ExpiryReport run() {
		ExpiryReport total = ExpiryReport.NOTHING;
		int failures = 0;
		Instant left = null;
		for (Iterator<Slot> due = this.slots.due(this.clock.instant()).iterator(); due.hasNext();) {
			Slot slot = due.next();
			RuntimeException failure = null;
			ExpiryReport report = ExpiryReport.NOTHING;
			try {
				report = expire(slot);
			}
			catch (RuntimeException ex) {
				logger.warn("Slot {} could not be expired: {}", slot.id(), ex.toString());
				failure = ex;
			}
			total = total.plus(report);
			if (report.slots() == 0 && (left == null || slot.expiresAt().isBefore(left))) {
				left = slot.expiresAt();
			}
			if (failure != null && ++failures == MAX_FAILURES) {
				this.leftSince = left;
				throw failure;
			}
		}
		this.leftSince = left;
		this.runs.increment();
		return total;
	}

	private ExpiryReport expire(Slot slot) {
		Instant now = this.clock.instant();
		Optional<Slot> claimed = this.slots.claim(slot, now);
		if (claimed.isEmpty()) {
			return ExpiryReport.NOTHING;
		}
		Slot expired = claimed.get().expire(now);
		int tickets = expireTickets(expired, now);
		return new ExpiryReport(this.slots.replace(expired).isPresent() ? 1 : 0, tickets);
	}

	private int expireTickets(Slot expired, Instant now) {
		Ageing ageing = new Ageing(now, expired, this.expiry.archiveAfter());
		try (ExecutorService executor = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
			List<CompletableFuture<Integer>> sections = expired.sectionKeys()
				.stream()
				.map((section) -> CompletableFuture.supplyAsync(() -> expireTickets(section, ageing), executor))
				.toList();
			return sections.stream().mapToInt(Futures::join).sum();
		}
	}

	private int expireTickets(SectionKey section, Ageing ageing) {
		this.queues.execute(new Close(section), this.queues.deadline()).orElseThrow();
		// Nothing is booked from here on: a booking that is not read now does not exist.
		return this.bookings.ofSection(section, null).mapToInt((booking) -> expire(booking, ageing)).sum();
	}

	private int expire(Booking read, Ageing ageing) {
		Optional<Booking> current = Optional.of(read);
		while (current.isPresent()) {
			Booking booking = current.get();
			Booking aged = ageing.age(booking);
			if (aged.equals(booking)) {
				return 0;
			}
			if (this.bookings.replace(aged)) {
				return booking.count(TicketStatus.BOOKED);
			}
			current = this.bookings.find(booking.section(), booking.id());
		}
		return 0;
	}

}
