package com.ticketly.dynamodb;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that transactions and plain writes are currently writing. A write never waits
 * for another one: the later of two conflicting writes is refused.
 */
final class OngoingWrites {

	private final Lock lock = new ReentrantLock();

	private final Set<Item> inTransactions = new HashSet<>();

	/**
	 * The number of current plain writes of each item. Plain writes do not conflict with
	 * each other.
	 */
	private final Map<Item, Integer> plainWrites = new HashMap<>();

	/**
	 * Begins a transaction, unless one of its items is being written.
	 * @return the indexes of the items that are being written, empty if the transaction
	 * has begun
	 */
	BitSet beginTransaction(List<Item> items) {
		this.lock.lock();
		try {
			BitSet conflicts = itemsBeingWritten(items);
			if (conflicts.isEmpty()) {
				this.inTransactions.addAll(items);
			}
			return conflicts;
		}
		finally {
			this.lock.unlock();
		}
	}

	void endTransaction(Collection<Item> items) {
		this.lock.lock();
		try {
			items.forEach(this.inTransactions::remove);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins a plain write, unless a transaction is writing the item.
	 * @return whether the write has begun
	 */
	boolean beginWrite(Item item) {
		this.lock.lock();
		try {
			if (this.inTransactions.contains(item)) {
				return false;
			}
			this.plainWrites.merge(item, 1, Integer::sum);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void endWrite(Item item) {
		this.lock.lock();
		try {
			this.plainWrites.computeIfPresent(item, (key, count) -> (count > 1) ? count - 1 : null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the indexes of the items that are being written.
	 */
	BitSet findConflicts(List<Item> items) {
		this.lock.lock();
		try {
			return itemsBeingWritten(items);
		}
		finally {
			this.lock.unlock();
		}
	}

	private BitSet itemsBeingWritten(List<Item> items) {
		return IntStream.range(0, items.size())
			.filter((i) -> this.inTransactions.contains(items.get(i)) || this.plainWrites.containsKey(items.get(i)))
			.collect(BitSet::new, BitSet::set, BitSet::or);
	}

	/**
	 * Identifies an item.
	 *
	 * @param table the name of the table
	 * @param key the primary key
	 */
	record Item(String table, Map<String, AttributeValue> key) {
	}

}
