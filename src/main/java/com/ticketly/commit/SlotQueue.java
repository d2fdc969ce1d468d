package com.ticketly.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.ticketly.dynamodb.CombiningQueue;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.slot.SectionKey;

/**
 * The queue of the commands that share transactions across the sections of a slot. While
 * it commits, it stops the queues of these sections. It never waits for one: commands of
 * a section whose queue is busy join that queue.
 */
final class SlotQueue {

	/**
	 * The maximum number of commands in a batch. If each has a section of its own, their
	 * items still fit into one transaction.
	 */
	private static final int MAX_BATCH = Transactions.MAX_ITEMS / 2;

	private final SalesProperties properties;

	private final GroupCommit groupCommit;

	private final Function<SectionKey, SectionQueue> queues;

	private final CombiningQueue<Pending<?>> commands;

	SlotQueue(Executor executor, SalesProperties properties, GroupCommit groupCommit,
			Function<SectionKey, SectionQueue> queues) {
		this.properties = properties;
		this.groupCommit = groupCommit;
		this.queues = queues;
		this.commands = new CombiningQueue<>(executor, Math.min(MAX_BATCH, properties.maxGroup()), this::work,
				(batch, ex) -> batch.forEach((pending) -> pending.outcome().completeExceptionally(ex)));
	}

	/**
	 * Queues a command, as {@link SectionQueue#offer(Pending, Deadline)} does.
	 */
	boolean offer(Pending<?> pending, Deadline deadline) {
		return SectionQueue.offer(this.commands, pending, this.properties, deadline);
	}

	private void work(List<Pending<?>> batch) {
		Map<SectionKey, List<Pending<?>>> bySection = batch.stream()
			.collect(Collectors.groupingBy(SlotQueue::sectionOf));
		List<SectionQueue> stopped = new ArrayList<>();
		List<Pending<?>> group = new ArrayList<>();
		try {
			bySection.forEach((section, commands) -> {
				SectionQueue queue = this.queues.apply(section);
				if (queue.stop()) {
					stopped.add(queue);
					group.addAll(commands);
				}
				else {
					commands.forEach(queue::put);
				}
			});
			for (List<Pending<?>> part : GroupCommit.parts(group, stopped.size())) {
				List<CachedSection> sections = part.stream()
					.map(SlotQueue::sectionOf)
					.distinct()
					.map((section) -> this.queues.apply(section).section())
					.toList();
				this.groupCommit.commit(part, sections).forEach(this::undo);
			}
		}
		finally {
			stopped.forEach(SectionQueue::resume);
		}
	}

	private static SectionKey sectionOf(Pending<?> pending) {
		return pending.command().sections().getFirst();
	}

	private void undo(Command<?> command) {
		this.queues.apply(command.sections().getFirst()).undo(List.of(command));
	}

}
