package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Selects the slots that customers book.
 */
interface SlotSelector {

	/**
	 * Returns the id of the slot for the next booking.
	 * @param tickets the number of tickets to book
	 */
	String nextSlot(int tickets);

	/**
	 * Returns the id of the slot that is on sale.
	 */
	String current();

	/**
	 * Reads slot ids from a file, one per line.
	 * @param property the system property with the path of the file
	 */
	static List<String> readSlotIds(String property) {
		try {
			return Files.readAllLines(Path.of(System.getProperty(property)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates a selector that sends all customers to one slot until it is sold out, and
	 * then to the next.
	 * @param property the system property with the path of the file of slot ids
	 */
	static SlotSelector hotSlots(String property) {
		return new SequentialSlots(readSlotIds(property), Integer.getInteger("benchmark.capacity"));
	}

	/**
	 * Creates a selector that selects any of the slots at random.
	 */
	static SlotSelector random(List<String> slots) {
		return new SlotSelector() {

			@Override
			public String nextSlot(int tickets) {
				return slots.get(ThreadLocalRandom.current().nextInt(slots.size()));
			}

			@Override
			public String current() {
				return nextSlot(1);
			}

		};
	}

	/**
	 * Selects one slot after the other.
	 */
	final class SequentialSlots implements SlotSelector {

		private final List<String> slots;

		private final int capacity;

		private int current;

		private int requested;

		SequentialSlots(List<String> slots, int capacity) {
			this.slots = slots;
			this.capacity = capacity;
		}

		@Override
		public synchronized String nextSlot(int tickets) {
			if (this.requested + tickets > this.capacity) {
				this.current++;
				this.requested = 0;
				if (this.current == this.slots.size()) {
					throw new IllegalStateException("All slots are sold out");
				}
			}
			this.requested += tickets;
			return this.slots.get(this.current);
		}

		@Override
		public synchronized String current() {
			return this.slots.get(this.current);
		}

	}

}
