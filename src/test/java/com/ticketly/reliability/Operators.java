package com.ticketly.reliability;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round;
import com.ticketly.reliability.check.Round.Show;

/**
 * What happens to a sale from outside: the clock moves, a slot ends and another one is
 * canceled, and instances disagree about who owns a section.
 */
final class Operators {

	/**
	 * How long the third slot of a round is on sale.
	 */
	static final Duration UNTIL_END = Duration.ofHours(2);

	/**
	 * How often they act in a round.
	 */
	private static final int STEPS = 60;

	private final SplittableRandom random;

	/**
	 * They act each time that this many requests have been answered.
	 */
	private final int every;

	private final Instances instances;

	private final Client client;

	private final Sale sale;

	private final History history;

	/**
	 * Held for reading by customers that wait for an answer.
	 */
	private final ReadWriteLock jumps = new ReentrantReadWriteLock();

	private int answered;

	private int step;

	/**
	 * Creates operators.
	 * @param requests the number of requests that customers send
	 */
	Operators(SplittableRandom random, int requests, Instances instances, Client client, Sale sale, History history) {
		this.random = random;
		this.every = Math.max(1, requests / STEPS);
		this.instances = instances;
		this.client = client;
		this.sale = sale;
		this.history = history;
	}

	/**
	 * Lets a customer send a request, and does what is due after it.
	 */
	void during(Runnable request) {
		this.jumps.readLock().lock();
		try {
			request.run();
		}
		finally {
			this.jumps.readLock().unlock();
		}
		afterRequest();
	}

	private synchronized void afterRequest() {
		if (++this.answered % this.every == 0) {
			act(this.step++);
		}
	}

	private void act(int step) {
		if (step == STEPS / 2) {
			jump(UNTIL_END);
		}
		else if (step == STEPS * 3 / 5) {
			Show canceled = this.sale.shows().getLast();
			this.client.send(Request.ofSlot(Kind.CANCEL_SLOT, canceled.id()),
					this.random.nextInt(this.instances.size()), false);
		}
		else if (step == STEPS * 4 / 5) {
			jump(Round.GRACE);
		}
		else if (this.instances.areKilled()) {
			// As soon as the last one that was killed has started.
			this.instances.disturb(this.random);
		}
		else if (this.random.nextInt(3) == 0) {
			move(Duration.ofMillis(this.random.nextInt(30_000)));
		}
		else if (this.random.nextInt(6) == 0) {
			this.instances.disturb(this.random);
		}
	}

	/**
	 * Moves the clock by hours between requests. It moves by seconds during them.
	 */
	private void jump(Duration by) {
		this.jumps.writeLock().lock();
		try {
			move(by);
		}
		finally {
			this.jumps.writeLock().unlock();
		}
	}

	private void move(Duration by) {
		this.history.move(this.instances, by);
	}

}
