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
 * Knows which items are being written, by transactions and by plain writes. Nobody waits:
 * who comes second is told so.
 */
final class OngoingWrites {

	private final Lock lock = new ReentrantLock();

	private final Set<Item> inTransactions = new HashSet<>();

	/**
	 * How many plain writes of an item are under way; they do not conflict with each
	 * other.
	 */
	private final Map<Item, Integer> plainWrites = new HashMap<>();

	/**
	 * Takes items for a transaction, all or none.
	 * @return which of them are being written; none when all are taken
	 */
	BitSet beginTransaction(List<Item> items) {
		this.lock.lock();
		try {
			BitSet busy = busy(items);
			if (busy.isEmpty()) {
				this.inTransactions.addAll(items);
			}
			return busy;
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
	 * Begins a plain write.
	 * @return false when a transaction has the item
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
	 * Returns which items are being written.
	 */
	BitSet findBusy(List<Item> items) {
		this.lock.lock();
		try {
			return busy(items);
		}
		finally {
			this.lock.unlock();
		}
	}

	private BitSet busy(List<Item> items) {
		return IntStream.range(0, items.size())
			.filter((i) -> this.inTransactions.contains(items.get(i)) || this.plainWrites.containsKey(items.get(i)))
			.collect(BitSet::new, BitSet::set, BitSet::or);
	}

	/**
	 * An item.
	 *
	 * @param table its table
	 * @param key its primary key
	 */
	record Item(String table, Map<String, AttributeValue> key) {
	}

}
