package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Leads customers from one hot slot to the next as they sell out: all of them want the
 * same one.
 */
final class Dealer {

	private final List<String> slots;

	private final int capacity;

	private int current;

	private int asked;

	private Dealer(List<String> slots, int capacity) {
		this.slots = slots;
		this.capacity = capacity;
	}

	/**
	 * Reads which slots there are.
	 * @param suffix of the system properties
	 */
	static Dealer ofSystem(String suffix) {
		try {
			return new Dealer(Files.readAllLines(Path.of(System.getProperty("benchmark.slots" + suffix))),
					Integer.getInteger("benchmark.capacity"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	synchronized String slotFor(int tickets) {
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

}
