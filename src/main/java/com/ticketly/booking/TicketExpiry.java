package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

import com.ticketly.slot.Slot;
import com.ticketly.slot.Slots;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
 * its claim is over.
 */
@Component
class TicketExpiry {

	private static final Logger logger = LoggerFactory.getLogger(TicketExpiry.class);

	/**
	 * One slot that fails must not keep the others; several are an outage.
	 */
	private static final int MAX_FAILURES = 3;

	private final Clock clock;

	private final Slots slots;

	private final Closing closing;

	private final Counter runs;

	/**
	 * When the first slot expired that the last run left behind.
	 */
	private volatile @Nullable Instant leftSince;

	TicketExpiry(Clock clock, Slots slots, Closing closing, MeterRegistry registry) {
		this.clock = clock;
		this.slots = slots;
		this.closing = closing;
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
			if (report.slots() == 0 && (left == null || slot.lifecycle().expiresAt().isBefore(left))) {
				left = slot.lifecycle().expiresAt();
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
		int tickets = this.closing.close(expired, now);
		return new ExpiryReport(this.slots.replace(expired).isPresent() ? 1 : 0, tickets);
	}

}
