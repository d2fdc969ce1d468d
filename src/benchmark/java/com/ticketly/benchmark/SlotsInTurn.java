package com.ticketly.benchmark;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slots that all customers book one after the other, each until it is sold out.
 */
final class SlotsInTurn {

	private final List<String> slots;

	private final AtomicInteger current = new AtomicInteger();

	SlotsInTurn(List<String> slots) {
		this.slots = slots;
	}

	/**
	 * Returns the number of the slot that is on sale.
	 */
	int current() {
		return this.current.get();
	}

	/**
	 * Returns the id of a slot.
	 * @throws BenchmarkException if all slots are sold out
	 */
	String id(int number) {
		if (number >= this.slots.size()) {
			throw new BenchmarkException("All slots are sold out");
		}
		return this.slots.get(number);
	}

	/**
	 * Changes to the next slot, unless another customer has done so.
	 */
	void soldOut(int number) {
		this.current.compareAndSet(number, number + 1);
	}

}
