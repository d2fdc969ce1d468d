package com.ticketly.booking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.ticketly.dynamodb.Transactions;
import com.ticketly.slot.SectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue through which everything goes that changes a section.
 */
final class SectionQueue {

	private static final Logger logger = LoggerFactory.getLogger(SectionQueue.class);

	private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

	/**
	 * One item of a transaction is the section's.
	 */
	static final int MAX_ITEMS = Transactions.MAX_ITEMS - 1;

	/**
	 * Likewise with two sections.
	 */
	private static final int MAX_ITEMS_OF_MOVES = Transactions.MAX_ITEMS - 2;

	/**
	 * How many bookings make a transaction cheap enough: 3.03 write units each, where one
	 * alone takes 5. Others had better go to another section, which is written at the
	 * same time.
	 */
	private static final int GOOD_COMPANY = 72;

	private final SectionKey key;

	private final SectionMemory memory;

	private final GroupCommit groupCommit;

	private final Function<SectionKey, SectionQueue> others;

	private final CombiningQueue<Entry> entries;

	private final int goodCompany;

	/**
	 * Makes the queue of a section.
	 * @param executor runs the groups
	 * @param maxWaiting how many commands may wait
	 * @param maxGroup how many commands may be in a transaction
	 * @param groupCommit commits them
	 * @param others finds the queues of other sections
	 */
	SectionQueue(SectionKey key, Executor executor, int maxWaiting, int maxGroup, GroupCommit groupCommit,
			Function<SectionKey, SectionQueue> others) {
		this.key = key;
		this.memory = new SectionMemory(key);
		this.groupCommit = groupCommit;
		this.others = others;
		this.entries = new CombiningQueue<>(executor, maxWaiting, maxGroup, this::work);
		// Who could not be written with others would wait for them in vain.
		this.goodCompany = Math.min(GOOD_COMPANY, maxGroup - 1);
	}

	/**
	 * Offers a command.
	 * @return false when too many wait already
	 */
	boolean offer(Pending<?> pending) {
		return this.entries.offer(new Entry.Waiting(pending));
	}

	/**
	 * Returns how well a command would be shared that is offered now: how many it would
	 * be written with, and 0 where there are none, or as many already as make a write
	 * cheap, or as will take all seats.
	 */
	int company() {
		int load = this.entries.load();
		return (load < 0 || load >= mostCompany()) ? 0 : load + 1;
	}

	private int mostCompany() {
		return this.memory.lastSeen()
			.map((section) -> Math.min(section.left(), this.goodCompany))
			.orElse(this.goodCompany);
	}

	SectionMemory memory() {
		return this.memory;
	}

	private void work(List<Entry> batch) {
		List<Pending<?>> group = new ArrayList<>();
		Map<SectionKey, List<Pending<?>>> moves = new LinkedHashMap<>();
		List<Entry.Visit> visits = new ArrayList<>();
		for (Entry entry : batch) {
			switch (entry) {
				case Entry.Waiting(var pending) when pending.command().sections().size() == 1 -> group.add(pending);
				case Entry.Waiting(var pending) ->
					moves.computeIfAbsent(pending.command().sections().getLast(), (other) -> new ArrayList<>())
						.add(pending);
				case Entry.Visit visit -> visits.add(visit);
			}
		}
		for (List<Pending<?>> part : parts(group, MAX_ITEMS)) {
			takeBack(this.groupCommit.commit(part, List.of(this.memory)));
		}
		visits.forEach(Entry.Visit::host);
		moves.forEach(this::lead);
	}

	/**
	 * Commits the commands of two sections while both queues stand still, so that they
	 * lose to neither, however busy they are. The lower section's queue leads and visits
	 * the higher one's, which cannot end in a circle.
	 */
	private void lead(SectionKey otherKey, List<Pending<?>> moves) {
		List<Pending<?>> awaited = moves.stream().filter(Pending::isAwaited).toList();
		if (awaited.isEmpty()) {
			return;
		}
		SectionQueue other = this.others.apply(otherKey);
		Entry.Visit visit = new Entry.Visit(() -> {
			for (List<Pending<?>> group : parts(awaited, MAX_ITEMS_OF_MOVES)) {
				takeBack(this.groupCommit.commit(group, List.of(this.memory, other.memory)));
			}
		}, new CountDownLatch(1));
		other.entries.put(visit);
		visit.awaitEnd();
	}

	/**
	 * Parts commands into groups that fit into a transaction.
	 */
	private static List<List<Pending<?>>> parts(List<Pending<?>> commands, int maxItems) {
		List<List<Pending<?>>> parts = new ArrayList<>();
		int items = maxItems;
		for (Pending<?> pending : commands) {
			items += pending.command().items();
			if (items > maxItems) {
				parts.add(new ArrayList<>());
				items = pending.command().items();
			}
			parts.getLast().add(pending);
		}
		return parts;
	}

	private void takeBack(List<Command<?>> undos) {
		for (Command<?> undo : undos) {
			Pending<?> pending = new Pending<>(undo);
			pending.answer().exceptionally((ex) -> {
				logger.warn("Not taken back yet, trying again: {}", ex.toString());
				LATER.execute(() -> takeBack(List.of(undo)));
				return null;
			});
			this.entries.put(new Entry.Waiting(pending));
		}
	}

	@Override
	public String toString() {
		return "Queue of " + this.key;
	}

	/**
	 * What waits in the queue.
	 */
	private sealed interface Entry {

		/**
		 * A command.
		 *
		 * @param pending the command
		 */
		record Waiting(Pending<?> pending) implements Entry {
		}

		/**
		 * Another queue's work, done while this one stands still.
		 *
		 * @param work the work
		 * @param end counted down when it is done
		 */
		record Visit(Runnable work, CountDownLatch end) implements Entry {

			void host() {
				try {
					this.work.run();
				}
				finally {
					this.end.countDown();
				}
			}

			void awaitEnd() {
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					// The host may still be using what this queue knows; its own
					// interruption ends it.
					Thread.currentThread().interrupt();
				}
			}

		}

	}

}
