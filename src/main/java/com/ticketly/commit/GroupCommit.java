package com.ticketly.commit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.ticketly.commit.Pending.Decision;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Commits a group of commands in one transaction and delivers to each caller its own
 * result.
 * <p>
 * Cached sections are only hints; the condition of the transaction is authoritative. A
 * transaction that is written proves that its commands were decided on the current state
 * of the sections that it changes, because their versions had not changed. Commands that
 * only read a section have no such proof, so they must be decided on a section that was
 * read, or returned by a refused transaction, after the group was formed. A transaction
 * that conflicts with another one proves nothing of the items that it does not return, so
 * they are read again. If an attempt before a refusal has no answer, commands look for
 * what it may have written before they are refused.
 */
@Component
record GroupCommit(Clock clock, Sections sections, Tables tables, Transactions transactions, CommitMetrics metrics,
		GroupTrace trace) {

	private static final Logger logger = LoggerFactory.getLogger(GroupCommit.class);

	/**
	 * Divides commands into groups that fit into a transaction with their sections.
	 */
	static List<List<Pending<?>>> parts(List<Pending<?>> commands, int sections) {
		List<List<Pending<?>>> parts = new ArrayList<>();
		int items = 0;
		for (Pending<?> pending : commands) {
			items += pending.command().items();
			if (parts.isEmpty() || items > Transactions.MAX_ITEMS - sections) {
				parts.add(new ArrayList<>());
				items = pending.command().items();
			}
			parts.getLast().add(pending);
		}
		return parts;
	}

	/**
	 * Commits a group. Every caller has its result when this method returns.
	 * @param group the commands, in order of arrival
	 * @param cached their sections, which no other thread changes meanwhile
	 * @return commands that undo those whose callers had stopped waiting
	 */
	List<Command<?>> commit(List<Pending<?>> group, List<CachedSection> cached) {
		this.metrics.recordQueueWait(group);
		Span span = this.trace.begin(group);
		try (Scope _ = span.makeCurrent()) {
			return settle(group, cached);
		}
		catch (RuntimeException | Error ex) {
			span.recordException(ex).setStatus(StatusCode.ERROR);
			logger.warn("A group of {} commands failed: {}", group.size(), ex.toString());
			cached.forEach(CachedSection::evict);
			group.forEach((pending) -> pending.fail(ex));
			return List.of();
		}
		finally {
			span.end();
		}
	}

	/**
	 * Applies the commands and writes the result, again with the items that a refused
	 * transaction returned, until the group is written or has nothing to write.
	 */
	private List<Command<?>> settle(List<Pending<?>> group, List<CachedSection> cached) {
		// From here on the group is settled even if no caller waits any more: a command
		// that was written can then be undone.
		List<Pending<?>> awaited = group.stream().filter(Pending::start).toList();
		ItemSnapshots snapshots = new ItemSnapshots(cached, this.sections);
		Contention contention = new Contention(cached, this.sections);
		// The sections that were read since the group was formed.
		Set<SectionKey> current = snapshots.unread();
		boolean readAgain = false;
		boolean uncertain = false;
		while (true) {
			UnitOfWork unitOfWork = new UnitOfWork(this.tables, snapshots, this.clock.instant());
			List<? extends Decision<?>> decisions = decide(awaited, unitOfWork, uncertain);
			StagedItems staged = unitOfWork.staged();
			Set<SectionKey> unchanged = unitOfWork.unchanged();
			if (!readAgain && decisions.stream().anyMatch(Decision::isFailure)) {
				// A command may have failed because its items were read at different
				// times, and another instance changed them in between.
				snapshots.readAgain();
				readAgain = true;
				current.addAll(snapshots.unread());
			}
			else if (!current.containsAll(unchanged)) {
				unchanged.removeAll(current);
				snapshots.evict(unchanged);
				current.addAll(unchanged);
			}
			else if (staged.isEmpty()) {
				return deliver(decisions);
			}
			else {
				long start = System.nanoTime();
				switch (this.metrics.measure(awaited.size(), () -> this.transactions.write(staged.toTransaction()))) {
					case WriteResult.Written() -> {
						List<Command<?>> undos = written(unitOfWork, cached, decisions);
						contention.yieldAfterWrite(System.nanoTime() - start);
						return undos;
					}
					case WriteResult.Refused(var reasons, boolean mayBeWritten) -> {
						readAgain = false;
						uncertain |= mayBeWritten;
						boolean sectionWritten = unitOfWork.learn(reasons);
						// Those of the transaction were checked, returned, or forgotten.
						cached.forEach((section) -> current.add(section.key()));
						contention.backOff(reasons, sectionWritten, System.nanoTime() - start);
					}
				}
			}
		}
	}

	private static List<? extends Decision<?>> decide(List<Pending<?>> group, UnitOfWork unitOfWork,
			boolean uncertain) {
		return group.stream().map((pending) -> pending.decide(unitOfWork, uncertain)).toList();
	}

	private static List<Command<?>> written(UnitOfWork unitOfWork, List<CachedSection> cached,
			List<? extends Decision<?>> decisions) {
		cached.forEach((section) -> unitOfWork.written(section.key()).ifPresent(section::set));
		return deliver(decisions);
	}

	private static List<Command<?>> deliver(List<? extends Decision<?>> decisions) {
		return decisions.stream()
			.<Command<?>>mapMulti((decision, undo) -> decision.deliver().ifPresent(undo::accept))
			.toList();
	}

}
