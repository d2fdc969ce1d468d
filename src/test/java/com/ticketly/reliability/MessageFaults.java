package com.ticketly.reliability;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Loses, doubles and delays messages of an instance to others, at random.
 */
final class MessageFaults extends Protocol {

	private final SplittableRandom random;

	private final double rate;

	private final LongAdder count = new LongAdder();

	private volatile boolean on;

	/**
	 * Creates faults.
	 * @param rate the share of messages that a fault meets
	 */
	MessageFaults(long seed, double rate) {
		this.random = new SplittableRandom(seed);
		this.rate = rate;
	}

	void turn(boolean on) {
		this.on = on;
	}

	/**
	 * Returns how many messages were lost, doubled or delayed.
	 */
	long count() {
		return this.count.sum();
	}

	@Override
	public @Nullable Object down(Message message) {
		int draw = draw();
		if (!this.on || message.getDest() == null || draw < 0) {
			return super.down(message);
		}
		this.count.increment();
		return switch (draw % 3) {
			case 0 -> null;
			case 1 -> {
				Message copy = message.copy(true, true);
				super.down(message);
				yield super.down(copy);
			}
			default -> {
				CompletableFuture.delayedExecutor(draw % 2000, TimeUnit.MILLISECONDS)
					.execute(() -> super.down(message));
				yield null;
			}
		};
	}

	private synchronized int draw() {
		boolean fault = this.random.nextDouble() < this.rate;
		int number = this.random.nextInt(Integer.MAX_VALUE);
		return fault ? number : -1;
	}

}
