package com.ticketly.commit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.slot.Sections;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Delays the attempts of one group while other instances write the same sections, so that
 * all of them make progress.
 */
final class Contention {

	/**
	 * After how many refused attempts the group raises the version of its sections. An
	 * instance whose writes always succeed does not know that others contend; this makes
	 * one of its writes fail.
	 */
	private static final int TOUCH_AFTER = 3;

	/**
	 * How often a refused group is sent again at once. The refusal returned the current
	 * section, so the group is as up to date as the instance that wrote it.
	 */
	private static final int IMMEDIATE_ATTEMPTS = 5;

	/**
	 * The maximum factor by which the pause after repeated transaction conflicts grows.
	 */
	private static final int MAX_PAUSE_FACTOR = 4;

	private static final BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(2),
			Duration.ofMillis(25));

	private final List<CachedSection> cached;

	private final Sections sections;

	private int refused;

	Contention(List<CachedSection> cached, Sections sections) {
		this.cached = cached;
		this.sections = sections;
	}

	/**
	 * Waits after a refused attempt until the next one may succeed.
	 * @param reasons why the transaction was refused
	 * @param sectionWritten whether another transaction wrote one of the sections first
	 * @param writeNanos how long the attempt took
	 */
	void backOff(List<WriteResult.Reason> reasons, boolean sectionWritten, long writeNanos) {
		this.refused++;
		boolean conflict = reasons.stream().anyMatch(WriteResult.Reason::isUndecided);
		if (sectionWritten || conflict) {
			this.cached.forEach(CachedSection::recordConflict);
		}
		if (conflict) {
			pause(writeNanos * Math.min(this.refused, MAX_PAUSE_FACTOR));
			return;
		}
		if (sectionWritten && this.refused % TOUCH_AFTER == 0) {
			this.cached.forEach((section) -> this.sections.touch(section.key()).ifPresent(section::set));
		}
		if (this.refused > IMMEDIATE_ATTEMPTS) {
			Backoff.pause(backoff, this.refused);
		}
	}

	/**
	 * Waits after a written group, if other instances contend for its sections, for as
	 * long as one of them may need to write. The instance that has just written knows the
	 * new version of the section first, so its next write would otherwise always succeed.
	 */
	void yieldAfterWrite(long writeNanos) {
		boolean contended = this.cached.stream().anyMatch(CachedSection::isContended);
		this.cached.forEach(CachedSection::recordWrite);
		if (contended) {
			pause(writeNanos);
		}
	}

	/**
	 * Pauses for up to twice a duration, at random, so that instances do not retry at the
	 * same time.
	 */
	private static void pause(long nanos) {
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * nanos + 1));
	}

}
