package com.ticketly.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The queues of the sections that this instance sells from.
 */
@Component
class SectionQueues implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(SectionQueues.class);

	/**
	 * How long queues are kept that nobody uses. Dropping one is harmless: the database
	 * knows all that it knew.
	 */
	private static final Duration IDLE = Duration.ofMinutes(30);

	private final SalesProperties sales;

	private final ExecutorService executor = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("section-queue-", 0).factory());

	private final LoadingCache<SectionKey, SectionQueue> queues;

	SectionQueues(SalesProperties sales, GroupCommit groupCommit) {
		this.sales = sales;
		this.queues = Caffeine.newBuilder()
			.expireAfterAccess(IDLE)
			.build((key) -> new SectionQueue(key, this.executor, sales.maxWaiting(), sales.maxGroup(), groupCommit,
					this::queue));
	}

	private SectionQueue queue(SectionKey key) {
		return this.queues.get(key);
	}

	/**
	 * Returns until when a caller that asks now waits for an answer.
	 */
	Deadline deadline() {
		return Deadline.in(this.sales.deadline());
	}

	/**
	 * Executes a command in its section's queue and waits for the outcome. One that is
	 * not known at the deadline is answered as busy: a booking is then taken back if it
	 * was written; a cancellation or a move may be done, which the ticket tells.
	 * @throws RuntimeException when DynamoDB refuses to answer, in which case nothing was
	 * done
	 */
	<T> Outcome<T> execute(Command<T> command, Deadline deadline) {
		Pending<T> pending = new Pending<>(command);
		boolean accepted = queue(command.sections().getFirst()).offer(pending);
		return accepted
				? Futures.join(pending.answer().completeOnTimeout(busy(), deadline.remaining(), TimeUnit.NANOSECONDS))
				: busy();
	}

	private <T> Outcome<T> busy() {
		return Outcome.refused(new Rejection.Busy(this.sales.retryAfter()));
	}

	/**
	 * Orders sections for a customer who would take any of them. Those come last that
	 * this instance lost to another one, and has written little since, so that each finds
	 * sections of its own. Of the rest those come first where others are about to be
	 * written together, because many in a transaction pay less each; then any, at random.
	 */
	List<Offer> byCompany(List<Offer> offers) {
		record Ranked(Offer offer, boolean hasRivals, int company) {
		}
		List<Ranked> ranked = new ArrayList<>(offers.size());
		for (Offer offer : offers) {
			SectionQueue queue = this.queues.getIfPresent(offer.section());
			ranked.add((queue != null) ? new Ranked(offer, queue.memory().hasRivals(), queue.company())
					: new Ranked(offer, false, 0));
		}
		Collections.shuffle(ranked);
		ranked.sort(Comparator.comparing(Ranked::hasRivals).thenComparing(Ranked::company, Comparator.reverseOrder()));
		return ranked.stream().map(Ranked::offer).toList();
	}

	/**
	 * Returns a section as this instance last saw it.
	 */
	Optional<Section> lastSeen(SectionKey key) {
		return Optional.ofNullable(this.queues.getIfPresent(key)).flatMap((queue) -> queue.memory().lastSeen());
	}

	/**
	 * Returns the sections that had holds, when this instance last saw them, that have
	 * ended.
	 */
	List<SectionKey> withEndedHolds(Instant now) {
		return this.queues.asMap()
			.keySet()
			.stream()
			.filter((key) -> lastSeen(key).filter((section) -> section.asOf(now) != section).isPresent())
			.toList();
	}

	/**
	 * Lets the queues finish what is in them.
	 */
	@Override
	public void destroy() throws InterruptedException {
		this.executor.shutdown();
		if (!this.executor.awaitTermination(this.sales.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
			List<Runnable> unfinished = this.executor.shutdownNow();
			logger.warn("Stopped before all queues were finished ({} not begun)", unfinished.size());
		}
	}

}
