package com.ticketly.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.ticketly.dynamodb.CombiningQueue;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.slot.SectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of all commands that change a section.
 */
final class SectionQueue {

	private static final Logger logger = LoggerFactory.getLogger(SectionQueue.class);

	private static final Executor RETRY_EXECUTOR = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

	/**
	 * The maximum number of items of a transaction besides its section.
	 */
	static final int MAX_ITEMS = Transactions.MAX_ITEMS - 1;

	/**
	 * The preferred batch size, up to which a batch is preferred for commands that accept
	 * any section. A booking costs 3.03 write units in a batch of 72 and 5 alone; beyond
	 * that, another section is better, because it is written in parallel.
	 */
	private static final int PREFERRED_BATCH_SIZE = 72;

	private final CachedSection section;

	private final GroupCommit groupCommit;

	private final Function<SectionKey, SectionQueue> queues;

	private final CombiningQueue<Entry> entries;

	private final SalesProperties properties;

	SectionQueue(SectionKey key, Executor executor, SalesProperties properties, GroupCommit groupCommit,
			Function<SectionKey, SectionQueue> queues) {
		this.section = new CachedSection(key);
		this.groupCommit = groupCommit;
		this.queues = queues;
		this.properties = properties;
		this.entries = new CombiningQueue<>(executor, properties.maxGroup(), this::work,
				(batch, ex) -> batch.forEach((entry) -> entry.fail(ex)));
	}

	/**
	 * Queues a command, unless too many wait, or it is expected to wait for more than
	 * three quarters of the time that its caller has.
	 */
	boolean offer(Pending<?> pending, Deadline deadline) {
		return offer(this.entries, new Entry.Waiting(pending), this.properties, deadline);
	}

	/**
	 * Adds an item to a queue on the conditions of {@link #offer(Pending, Deadline)}.
	 */
	static <T> boolean offer(CombiningQueue<T> queue, T item, SalesProperties properties, Deadline deadline) {
		return queue.expectedNanos() <= deadline.remainingNanos() / 4 * 3 && queue.offer(item, properties.maxWaiting());
	}

	/**
	 * Queues a command, however many wait.
	 */
	void put(Pending<?> pending) {
		this.entries.put(new Entry.Waiting(pending));
	}

	/**
	 * Returns the size of the batch that a command would join if it were queued now. It
	 * is 0 if the queue is idle, if the batch has its preferred size already, or if the
	 * batch will take all seats.
	 */
	int batchToJoin() {
		int load = this.entries.load();
		// A command that cannot share a transaction must not wait for one.
		int preferred = Math.min(PREFERRED_BATCH_SIZE, this.properties.maxGroup() - 1);
		int max = this.section.peek().map((section) -> Math.min(section.left(), preferred)).orElse(preferred);
		return (load == CombiningQueue.IDLE || load >= max) ? 0 : load + 1;
	}

	CachedSection section() {
		return this.section;
	}

	/**
	 * Stops the queue so that the calling thread may commit for its section, unless the
	 * queue is busy or another instance writes the section, too.
	 * @return whether it is stopped, until {@link #resume()}
	 */
	boolean stop() {
		return !this.section.isContended() && this.entries.stop();
	}

	void resume() {
		this.entries.resume();
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
		for (List<Pending<?>> part : GroupCommit.parts(group, 1)) {
			undo(this.groupCommit.commit(part, List.of(this.section)));
		}
		visits.forEach((visit) -> visit.work().run());
		moves.forEach(this::commitMoves);
	}

	/**
	 * Commits commands of two sections while both queues are stopped, so that commands of
	 * only one section cannot make them fail repeatedly. The queue with the lower section
	 * key stops the one with the higher key; this order prevents deadlocks.
	 */
	private void commitMoves(SectionKey otherKey, List<Pending<?>> moves) {
		List<Pending<?>> awaited = moves.stream().filter(Pending::isAwaited).toList();
		if (awaited.isEmpty()) {
			return;
		}
		SectionQueue other = this.queues.apply(otherKey);
		FutureTask<?> visit = new FutureTask<>(() -> {
			for (List<Pending<?>> group : GroupCommit.parts(awaited, 2)) {
				undo(this.groupCommit.commit(group, List.of(this.section, other.section)));
			}
		}, null);
		other.entries.put(new Entry.Visit(visit));
		try {
			visit.get();
		}
		catch (InterruptedException ex) {
			// The visited queue may still use this section; its own interruption ends the
			// work.
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void undo(List<Command<?>> commands) {
		for (Command<?> command : commands) {
			// It reads what it undoes, if it does not know it.
			Pending<?> pending = new Pending<>(command).asUncertain(new CompletableFuture<>());
			pending.outcome().exceptionally((ex) -> {
				logger.warn("A command that came too late is not undone yet, retrying: {}", ex.toString());
				RETRY_EXECUTOR.execute(() -> undo(List.of(command)));
				return null;
			});
			this.entries.put(new Entry.Waiting(pending));
		}
	}

	private sealed interface Entry {

		/**
		 * Ends this entry, if it has not ended, so that nobody waits for it.
		 */
		void fail(Throwable cause);

		record Waiting(Pending<?> pending) implements Entry {

			@Override
			public void fail(Throwable cause) {
				this.pending.outcome().completeExceptionally(cause);
			}

		}

		/**
		 * Work of another queue that runs while this one is stopped.
		 */
		record Visit(FutureTask<?> work) implements Entry {

			@Override
			public void fail(Throwable cause) {
				this.work.cancel(false);
			}

		}

	}

}
