package com.ticketly.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Fleet;
import com.ticketly.fleet.Member;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Executes commands, each in the queue of its section.
 */
@Component
public class SectionQueues implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(SectionQueues.class);

	/**
	 * How long an unused queue is kept. Its cached section can be read again.
	 */
	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

	private final SalesProperties properties;

	private final ExecutorService executor = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("section-queue-", 0).factory());

	private final LoadingCache<SectionKey, SectionQueue> queues;

	private final LoadingCache<SlotId, SlotQueue> slots;

	private final Fleet fleet;

	private final SectionsElsewhere elsewhere;

	private final Committer here;

	private final Handover handover;

	SectionQueues(SalesProperties properties, GroupCommit groupCommit, Fleet fleet, CommandFormat format,
			HandoverMetrics metrics, HandoverTrace trace) {
		this.properties = properties;
		this.fleet = fleet;
		this.elsewhere = new SectionsElsewhere(fleet);
		this.here = new OwnQueues();
		this.handover = new Handover(fleet, format, metrics, trace, this.executor, this.here);
		this.queues = Caffeine.newBuilder()
			.expireAfterAccess(IDLE_TIMEOUT)
			.build((key) -> new SectionQueue(key, this.executor, properties, groupCommit, this::queue));
		this.slots = Caffeine.newBuilder()
			.expireAfterAccess(IDLE_TIMEOUT)
			.build((_) -> new SlotQueue(this.executor, properties, groupCommit, this::queue));
	}

	private SectionQueue queue(SectionKey key) {
		return this.queues.get(key);
	}

	/**
	 * Returns the deadline of the caller. A caller that has none starts to wait now.
	 */
	public Deadline deadline() {
		return Deadline.current().orElseGet(() -> Deadline.in(this.properties.deadline()));
	}

	/**
	 * Executes a command and waits for its result.
	 * @param refused returns the result if the command will not be written: too many
	 * wait, or the deadline passed before its group was formed
	 * @param unknown returns the result if it may be written; it is undone if it can be
	 * @throws RuntimeException if the command or the database failed; nothing was written
	 */
	public <T> T execute(Command<T> command, Deadline deadline, Supplier<T> refused, Supplier<T> unknown) {
		Pending<T> pending = new Pending<>(command);
		Optional<Member> receiver = this.handover.receiver(command);
		if (receiver.isPresent()) {
			this.handover.send(pending, receiver.get(), deadline);
		}
		else if (!this.here.offer(pending, deadline)) {
			return refused.get();
		}
		return pending.await(deadline, refused, unknown);
	}

	/**
	 * Executes a command that is expected to succeed in time.
	 * @throws BusyException if there is no result in time
	 */
	public <T> T executeOrThrow(Command<T> command) {
		BusyException busy = new BusyException(this.properties.retryAfter());
		return this.<T>execute(command, deadline(), busy::raise, busy::raise);
	}

	/**
	 * Orders sections by preference for a command that accepts any of them: first those
	 * that this instance owns. Among these, first those where the command joins the
	 * largest batch, because commands that share a transaction share its cost; then idle
	 * ones at random; last those that another instance writes, so that instances spread
	 * over the sections.
	 */
	public List<SectionKey> byPreference(Collection<SectionKey> sections) {
		List<Preference> preferences = new ArrayList<>(sections.size());
		for (SectionKey section : sections) {
			SectionQueue queue = this.queues.getIfPresent(section);
			boolean contended = queue != null && queue.section().isContended();
			preferences
				.add(new Preference(section, owns(section), contended, (queue != null) ? queue.batchToJoin() : 0));
		}
		Collections.shuffle(preferences);
		return preferences.stream().sorted(Preference.ORDER).map(Preference::section).toList();
	}

	/**
	 * Returns whether commands for a section are committed by this instance.
	 */
	public boolean owns(SectionKey section) {
		return this.fleet.owns(section);
	}

	/**
	 * Returns a section as this instance last saw it, which may be outdated.
	 */
	public Optional<Section> lastSeen(SectionKey key) {
		return this.elsewhere.find(key).or(() -> lastUsed(key));
	}

	private Optional<Section> lastUsed(SectionKey key) {
		return Optional.ofNullable(this.queues.getIfPresent(key)).flatMap((queue) -> queue.section().peek());
	}

	/**
	 * Remembers sections that were read, if other instances own them.
	 */
	public void remember(Collection<Section> read) {
		this.elsewhere.remember(read);
	}

	/**
	 * Returns the number of sections, of those that this instance has seen, that it owns.
	 */
	long ownedSections() {
		return this.queues.asMap().keySet().stream().filter(this.fleet::owns).count();
	}

	/**
	 * Returns the sections that this instance has seen whose items contain ended holds.
	 */
	public List<SectionKey> withEndedHolds(Instant now) {
		return this.queues.asMap()
			.keySet()
			.stream()
			.filter((key) -> lastUsed(key).filter((section) -> section.asOf(now) != section).isPresent())
			.toList();
	}

	/**
	 * Waits until the queues have processed all queued commands.
	 */
	@Override
	public void destroy() throws InterruptedException {
		this.executor.shutdown();
		if (!this.executor.awaitTermination(this.properties.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
			List<Runnable> unfinished = this.executor.shutdownNow();
			logger.warn("Stopped before all section queues were finished, {} of them not started", unfinished.size());
		}
	}

	/**
	 * The queues of this instance.
	 */
	private final class OwnQueues implements Committer {

		@Override
		public boolean offer(Pending<?> pending, Deadline deadline) {
			SectionKey section = pending.command().sections().getFirst();
			return pending.command().sharesAcrossSections()
					? SectionQueues.this.slots.get(section.slot()).offer(pending, deadline)
					: queue(section).offer(pending, deadline);
		}

		@Override
		public void put(Pending<?> pending) {
			queue(pending.command().sections().getFirst()).put(pending);
		}

		@Override
		public void undo(Command<?> undo) {
			queue(undo.sections().getFirst()).undo(List.of(undo));
		}

	}

}
