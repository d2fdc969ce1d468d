package com.ticketly.commit;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.ticketly.commit.Letters.Kind;
import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.CombiningQueue;
import com.ticketly.fleet.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another instance to which letters are sent. Letters that wait while a message is sent
 * form the next message.
 */
final class Peer {

	private static final Logger logger = LoggerFactory.getLogger(Peer.class);

	/**
	 * For how long an instance can be silent while it owes an answer. One that works says
	 * so several times within it.
	 */
	private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * The maximum number of letters in a message.
	 */
	private static final int BATCH = 200;

	private final Member member;

	private final CombiningQueue<Outgoing> outbox;

	/**
	 * The number of commands of the other instance that are not answered yet.
	 */
	private final AtomicInteger owed = new AtomicInteger();

	private volatile long heardAt = System.nanoTime();

	/**
	 * When a letter was sent to which nothing was heard since, 0 if there is none.
	 */
	private volatile long askedAt;

	/**
	 * Creates a peer.
	 * @param sender sends it a message
	 */
	Peer(Member member, Consumer<byte[]> sender, Executor executor) {
		this.member = member;
		this.outbox = new CombiningQueue<>(executor, BATCH,
				(batch) -> sender.accept(Letters.write(batch.stream().flatMap(Outgoing::write).toList())),
				(batch, ex) -> batch.forEach((outgoing) -> outgoing.failed().run()));
	}

	Member member() {
		return this.member;
	}

	/**
	 * Sends a letter that expects an answer.
	 * @param letter writes the letter when its message is sent
	 * @param failed runs if the letter could not be written or sent
	 */
	void ask(Supplier<Letter> letter, Runnable failed) {
		if (this.askedAt == 0) {
			this.askedAt = now();
		}
		this.outbox.put(new Outgoing(letter, failed));
	}

	/**
	 * Records that the instance has handed a command over.
	 */
	void owe() {
		this.owed.incrementAndGet();
	}

	boolean owes() {
		return this.owed.get() > 0;
	}

	/**
	 * Answers a command. The answer is lost if the instance has left.
	 * @param id the number of the command
	 * @param letter writes the letter when its message is sent
	 */
	void answer(long id, Supplier<Letter> letter) {
		this.owed.decrementAndGet();
		this.outbox.put(new Outgoing(letter, () -> put(Letter.answer(Kind.FAILED, id))));
	}

	/**
	 * Says that commands of the instance are being worked on, if they are.
	 */
	void reportWork() {
		if (owes()) {
			put(Letter.answer(Kind.WORKING, 0));
		}
	}

	private void put(Letter letter) {
		this.outbox.put(new Outgoing(() -> letter, () -> {
		}));
	}

	/**
	 * Records that the instance has sent something.
	 */
	void heard() {
		this.heardAt = now();
		this.askedAt = 0;
	}

	/**
	 * Returns whether the instance owes an answer and has sent nothing for a while.
	 */
	boolean isSilent() {
		long asked = this.askedAt;
		return asked != 0 && now() - asked > SILENCE_NANOS;
	}

	/**
	 * Returns whether the instance has sent nothing for a while.
	 * @param sentAt when an answer was asked for, by {@link #now()}
	 */
	boolean isSilentSince(long sentAt) {
		return now() - Math.max(sentAt, this.heardAt) > SILENCE_NANOS;
	}

	/**
	 * Returns the time, which is never 0.
	 */
	static long now() {
		return System.nanoTime() | 1;
	}

	/**
	 * A letter that is written when its message is sent.
	 *
	 * @param failed runs if the letter could not be written or sent
	 */
	private record Outgoing(Supplier<Letter> letter, Runnable failed) {

		/**
		 * Writes the letter, if it can be written. If not, the others of its message are
		 * sent.
		 */
		Stream<Letter> write() {
			try {
				return Stream.of(this.letter.get());
			}
			catch (RuntimeException ex) {
				logger.warn("A command or its result cannot be written: {}", ex.toString());
				this.failed.run();
				return Stream.empty();
			}
		}

	}

}
