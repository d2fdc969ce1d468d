package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import com.ticketly.booking.Pending.Answer;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.receipt.Receipt;
import com.ticketly.receipt.Receipts;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.BackoffStrategy;

import org.springframework.stereotype.Component;

/**
 * Commits a group of commands in one transaction, and tells each caller its own outcome.
 * <p>
 * What is remembered of a section is a hint; the condition of the transaction is the
 * truth. A group that is written was decided on the section as it was, because its
 * version had not moved. A group that changes nothing proves nothing, so it is decided on
 * a section that was read, or shown by a refused transaction, after the group was formed.
 */
@Component
class GroupCommit {

	private static final Logger logger = LoggerFactory.getLogger(GroupCommit.class);

	/**
	 * After how many lost tries a group lets the winner lose once: an instance that never
	 * loses does not know that it has rivals.
	 */
	private static final int TOUCH_AFTER = 3;

	/**
	 * How often a refused group is sent again at once: it knows what the section is now,
	 * as well as the winner does.
	 */
	private static final int AT_ONCE = 5;

	/**
	 * How many writes of others a group lets pass that comes at the same time as they do.
	 */
	private static final int MAX_TURNS = 4;

	private static final BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(2),
			Duration.ofMillis(25));

	private final Clock clock;

	private final Sections sections;

	private final VersionedTable<Section> sectionTable;

	private final VersionedTable<Booking> bookings;

	private final VersionedTable<CustomerUsage> usages;

	private final Receipts receipts;

	private final Transactions transactions;

	private final SalesMeters meters;

	private final GroupTrace trace;

	GroupCommit(Clock clock, Sections sections, Tables tables, Receipts receipts, Transactions transactions,
			SalesMeters meters, GroupTrace trace) {
		this.clock = clock;
		this.sections = sections;
		this.sectionTable = tables.versioned(Sections.ITEMS);
		this.bookings = tables.versioned(Bookings.ITEMS);
		this.usages = tables.versioned(CustomerUsages.ITEMS);
		this.receipts = receipts;
		this.transactions = transactions;
		this.meters = meters;
		this.trace = trace;
	}

	/**
	 * Commits a group. Every caller has its answer when this returns.
	 * @param group the commands, in the order of their arrival
	 * @param memories what is known of their sections, which nobody else changes
	 * meanwhile
	 * @return what takes back commands whose callers had given up
	 */
	List<Command<?>> commit(Collection<? extends Pending<?>> group, List<SectionMemory> memories) {
		this.meters.recordWaits(group);
		Span span = this.trace.begin(group);
		try (Scope _ = span.makeCurrent()) {
			return settle(group, memories);
		}
		catch (RuntimeException | Error ex) {
			span.recordException(ex).setStatus(StatusCode.ERROR);
			logger.warn("A group of {} could not be committed: {}", group.size(), ex.toString());
			memories.forEach(SectionMemory::forget);
			group.forEach((pending) -> pending.answer().completeExceptionally(ex));
			return List.of();
		}
		finally {
			span.end();
		}
	}

	private List<Command<?>> settle(Collection<? extends Pending<?>> group, List<SectionMemory> memories) {
		Known<BookingId, Booking> known = new Known<>(Booking::id, (read) -> this.bookings.find(read));
		Known<String, CustomerUsage> knownAllowances = new Known<>(CustomerUsage::key,
				(read) -> this.usages.find(read));
		// A claim holds until DynamoDB says that it is lost.
		Known<String, Receipt> knownReceipts = new Known<>(Receipt::key, Optional::of);
		// What has once been sent is seen to its end, even if nobody waits any more: only
		// so can it be taken back.
		List<? extends Pending<?>> begun = group.stream().filter(Pending::isAwaited).toList();
		boolean certain = memories.stream().noneMatch(SectionMemory::isKnown);
		for (int attempt = 1;; attempt++) {
			Ledger ledger = new Ledger(recall(memories), known, knownAllowances, knownReceipts, this.clock.instant());
			List<? extends Answer<?>> answers = begun.stream().map((pending) -> pending.apply(ledger)).toList();
			if (known.trustsCallers() && answers.stream().anyMatch(Answer::isFailure)) {
				// A caller read a booking before it changed, and its section after.
				known.distrustCallers();
				knownAllowances.distrustCallers();
				memories.forEach(SectionMemory::forget);
			}
			else if (!ledger.isUnchanged() || (certain && ledger.hasAnswers())) {
				long start = System.nanoTime();
				switch (this.meters.measure(begun.size(), () -> this.transactions
					.write(ledger.toTransaction(this.sectionTable, this.bookings, this.usages, this.receipts)))) {
					case WriteResult.Written() -> {
						memories.forEach((memory) -> memory.remember(ledger.written(memory.key())));
						List<Command<?>> undos = tell(answers);
						letRivalsIn(memories, System.nanoTime() - start);
						return undos;
					}
					case WriteResult.Refused(var reasons) -> {
						ledger.learn(reasons, memories, this.sectionTable, this.bookings, this.usages);
						memories.forEach(SectionMemory::lose);
						if (reasons.stream().noneMatch(WriteResult.Reason::conditionFailed)) {
							waitForRivals((System.nanoTime() - start) * Math.min(attempt, MAX_TURNS));
						}
						else {
							if (attempt % TOUCH_AFTER == 0) {
								memories
									.forEach((memory) -> this.sections.touch(memory.key()).ifPresent(memory::remember));
							}
							if (attempt > AT_ONCE) {
								Backoff.pause(backoff, attempt);
							}
						}
					}
				}
			}
			else if (certain) {
				return tell(answers);
			}
			else {
				memories.forEach(SectionMemory::forget);
			}
			certain = true;
		}
	}

	/**
	 * Waits, where another instance writes the same section, for as long as it may need
	 * to write: whoever has just written is ahead, and would stay so.
	 */
	private static void letRivalsIn(List<SectionMemory> memories, long writeNanos) {
		boolean hasRivals = memories.stream().anyMatch(SectionMemory::hasRivals);
		memories.forEach(SectionMemory::countGroup);
		if (hasRivals) {
			waitForRivals(writeNanos);
		}
	}

	/**
	 * Waits for up to two writes, at random, so that not all come back together.
	 */
	private static void waitForRivals(long writeNanos) {
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * writeNanos + 1));
	}

	private List<Section> recall(List<SectionMemory> memories) {
		return memories.stream()
			.map((memory) -> memory.recall((key) -> this.sections.find(key).orElseGet(() -> Section.missing(key))))
			.toList();
	}

	private static List<Command<?>> tell(List<? extends Answer<?>> answers) {
		return answers.stream().<Command<?>>mapMulti((answer, undo) -> answer.tell().ifPresent(undo::accept)).toList();
	}

}
