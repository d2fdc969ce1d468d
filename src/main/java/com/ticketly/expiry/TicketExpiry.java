package com.ticketly.expiry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

import com.ticketly.commit.BusyException;
import com.ticketly.dynamodb.OutageLog;
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
 * Expires tickets: closes slots whose tickets have expired, and stores the status of the
 * tickets. Before, it resumes changes of shows and slots that stopped halfway.
 * <p>
 * A run marks the slot last. If it fails halfway, the next run continues once the claim
 * of the first has ended.
 */
@Component
public class TicketExpiry {

	private static final Logger logger = LoggerFactory.getLogger(TicketExpiry.class);

	/**
	 * The number of failed slots that ends a run. A single failure must not stop the
	 * expiry of other slots; several failures indicate an outage.
	 */
	private static final int MAX_FAILURES = 3;

	private final Clock clock;

	private final Slots slots;

	private final SlotCloser closer;

	private final ShowUpdates shows;

	private final OutageLog outages;

	private final Counter runs;

	/**
	 * The expiry time of the oldest slot that the last run did not close.
	 */
	private volatile @Nullable Instant behindSince;

	TicketExpiry(Clock clock, Slots slots, SlotCloser closer, ShowUpdates shows, OutageLog outages,
			MeterRegistry registry) {
		this.clock = clock;
		this.slots = slots;
		this.closer = closer;
		this.shows = shows;
		this.outages = outages;
		this.runs = Counter.builder("ticketly.expiry.runs")
			.description("Expiry runs that were completed")
			.register(registry);
		Gauge.builder("ticketly.expiry.lag", this, TicketExpiry::lagSeconds)
			.description("Time since the oldest slot expired that the last run did not close, 0 if there is none")
			.baseUnit("seconds")
			.register(registry);
	}

	private double lagSeconds() {
		Instant since = this.behindSince;
		return (since != null) ? Duration.between(since, this.clock.instant()).toSeconds() : 0;
	}

	@Scheduled(fixedDelayString = "${ticketly.expiry.every:5m}", initialDelayString = "${ticketly.expiry.every:5m}")
	void runOnSchedule() {
		this.outages.run("Expiring tickets", this::runAndReport, BusyException.class);
	}

	private void runAndReport() {
		ExpiryReport report = run();
		if (report.slots() > 0) {
			logger.info("Expired {} slots and {} tickets", report.slots(), report.tickets());
		}
	}

	/**
	 * Resumes changes of shows and slots that stopped halfway, and expires all slots that
	 * are due.
	 * @throws RuntimeException the failure of the third slot that could not be expired
	 */
	public ExpiryReport run() {
		this.shows.resume();
		resumeChanges();
		ExpiryReport total = ExpiryReport.NOTHING;
		int failures = 0;
		Instant behind = null;
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
			if (report.slots() == 0 && (behind == null || slot.lifecycle().expiresAt().isBefore(behind))) {
				behind = slot.lifecycle().expiresAt();
			}
			if (failure != null && ++failures == MAX_FAILURES) {
				this.behindSince = behind;
				throw failure;
			}
		}
		this.behindSince = behind;
		this.runs.increment();
		return total;
	}

	/**
	 * Resumes changes until the third of them fails. Slots that are due are expired in
	 * any case.
	 */
	private void resumeChanges() {
		int failures = 0;
		for (Iterator<Slot> slots = this.slots.resumable(this.clock.instant()).iterator(); slots.hasNext();) {
			Slot slot = slots.next();
			try {
				this.slots.resume(slot, this.clock.instant()).ifPresent(this.closer::resume);
			}
			catch (RuntimeException ex) {
				logger.warn("The change of slot {} could not be resumed: {}", slot.id(), ex.toString());
				if (++failures == MAX_FAILURES) {
					return;
				}
			}
		}
	}

	private ExpiryReport expire(Slot slot) {
		Instant now = this.clock.instant();
		Optional<Slot> claimed = this.slots.claim(slot, now);
		if (claimed.isEmpty()) {
			return ExpiryReport.NOTHING;
		}
		Slot expired = claimed.get().expire(now);
		int tickets = this.closer.close(expired, now);
		return new ExpiryReport(this.slots.replace(expired).isPresent() ? 1 : 0, tickets);
	}

}
