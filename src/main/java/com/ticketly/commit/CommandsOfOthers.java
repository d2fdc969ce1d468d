package com.ticketly.commit;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.commit.Letters.Kind;
import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Member;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits commands that other instances hand over, and answers them. A command that is
 * not started before the deadline of its caller is not committed.
 */
final class CommandsOfOthers {

	private static final Logger logger = LoggerFactory.getLogger(CommandsOfOthers.class);

	/**
	 * How many commands are remembered, and for how long. Each takes about 100 bytes.
	 */
	private static final int MAX_RECEIVED = 50_000;

	private static final Duration RECEIVED = Duration.ofMinutes(1);

	private final CommandFormat format;

	private final HandoverMetrics metrics;

	private final HandoverTrace trace;

	private final Committer here;

	/**
	 * The commands that were received lately. One whose message arrives twice is
	 * committed once: the second could sell a seat that was not free for the first.
	 */
	private final Cache<Received, Boolean> received = Caffeine.newBuilder()
		.maximumSize(MAX_RECEIVED)
		.expireAfterWrite(RECEIVED)
		.build();

	CommandsOfOthers(CommandFormat format, HandoverMetrics metrics, HandoverTrace trace, Committer here) {
		this.format = format;
		this.trace = trace;
		this.metrics = metrics;
		this.here = here;
	}

	/**
	 * Returns whether a command is received for the first time.
	 */
	boolean isNew(Peer sender, Letter letter) {
		return this.received.asMap().putIfAbsent(new Received(sender.member(), letter.id()), true) == null;
	}

	/**
	 * Commits a command that is {@linkplain Peer#owe() owed}.
	 */
	void commit(Peer sender, Letter letter) {
		try {
			commit(sender, letter, this.format.read(letter.content()));
		}
		catch (RuntimeException ex) {
			logger.warn("A command of another instance cannot be read: {}", ex.toString());
			sender.answer(letter.id(), () -> Letter.answer(Kind.FAILED, letter.id()));
		}
	}

	private <T> void commit(Peer sender, Letter letter, Command<T> command) {
		Context caller = this.trace.begin(letter.trace());
		Deadline deadline = new Deadline(System.nanoTime() + letter.remainingNanos());
		Pending<T> pending = new Pending<>(command, caller, deadline);
		pending.outcome().whenComplete((result, failure) -> {
			HandoverTrace.end(caller);
			sender.answer(letter.id(), () -> answer(letter.id(), pending, result, failure));
		});
		this.metrics.committedForOther();
		if (!this.here.offer(pending, deadline)) {
			pending.outcome().complete(Optional.empty());
		}
	}

	private <T> Letter answer(long id, Pending<T> pending, @Nullable Optional<T> result, @Nullable Throwable failure) {
		if (failure != null || result == null) {
			return Letter.answer(Kind.FAILED, id);
		}
		return result.map((value) -> Letter.answer(Kind.RESULT, id, this.format.writeResult(pending.command(), value)))
			.orElseGet(() -> Letter.refusal(id, pending));
	}

	private record Received(Member sender, long id) {
	}

}
