package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells customers which slot they want.
 */
interface Dealer {

	/**
	 * Deals a customer a slot.
	 * @param tickets how many tickets are wanted of it
	 */
	String slotFor(int tickets);

	/**
	 * Returns the slot that is on sale.
	 */
	String current();

	static List<String> read(String property) {
		try {
			return Files.readAllLines(Path.of(System.getProperty(property)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Leads all customers from one hot slot to the next as they sell out.
	 * @param property names the file of the slots
	 */
	static Dealer ofSystem(String property) {
		return new HotSlots(read(property), Integer.getInteger("benchmark.capacity"));
	}

	/**
	 * Lets customers want any slot.
	 */
	static Dealer ofAny(List<String> slots) {
		return new Dealer() {

			@Override
			public String slotFor(int tickets) {
				return slots.get(ThreadLocalRandom.current().nextInt(slots.size()));
			}

			@Override
			public String current() {
				return slotFor(1);
			}

		};
	}

	/**
	 * Slots that everybody wants, one after the other.
	 */
	final class HotSlots implements Dealer {

		private final List<String> slots;

		private final int capacity;

		private int current;

		private int asked;

		HotSlots(List<String> slots, int capacity) {
			this.slots = slots;
			this.capacity = capacity;
		}

		@Override
		public synchronized String slotFor(int tickets) {
			if (this.asked + tickets > this.capacity) {
				this.current++;
				this.asked = 0;
				if (this.current == this.slots.size()) {
					throw new IllegalStateException("All slots are sold out");
				}
			}
			this.asked += tickets;
			return this.slots.get(this.current);
		}

		@Override
		public synchronized String current() {
			return this.slots.get(this.current);
		}

	}

}
