package com.ticketly.commit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import com.ticketly.commit.ItemSnapshots.ItemKey;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * The writes of one transaction, in the order in which their items were first staged.
 * Each command stages inside a savepoint: a command that fails leaves nothing behind.
 */
final class StagedItems {

	private final Map<ItemKey, StagedItem<?>> kept = new LinkedHashMap<>();

	/**
	 * What the running command has staged since its savepoint.
	 */
	private final Map<ItemKey, StagedItem<?>> pending = new LinkedHashMap<>();

	private int puts;

	/**
	 * Runs a command inside a savepoint.
	 * @param maxSections the maximum number of sections that it may stage
	 * @param maxItems the maximum number of other items that it may stage
	 * @throws IllegalStateException if the command stages more
	 */
	<T> T run(Supplier<T> command, int maxSections, int maxItems) {
		try {
			T result = command.get();
			keepPending(maxSections, maxItems);
			return result;
		}
		finally {
			this.pending.clear();
		}
	}

	private void keepPending(int maxSections, int maxItems) {
		long sections = this.pending.values().stream().filter(StagedItem::isSection).count();
		long items = this.pending.size() - sections;
		if (sections > maxSections || items > maxItems) {
			throw new IllegalStateException("The command stages %d sections and %d items but declares %d and %d"
				.formatted(sections, items, maxSections, maxItems));
		}
		this.kept.putAll(this.pending);
	}

	<T extends Versioned<T>> void put(VersionedTable<T> table, T item, boolean deletes) {
		ItemKey key = new ItemKey(table, table.key(item));
		this.puts++;
		this.pending.put(key, new StagedItem<>(table, key.key(), item, deletes));
	}

	<T extends Versioned<T>> Optional<StagedItem<T>> find(VersionedTable<T> table, T item) {
		return Optional.ofNullable(get(new ItemKey(table, table.key(item))));
	}

	@SuppressWarnings("unchecked")
	<T extends Versioned<T>> @Nullable StagedItem<T> get(ItemKey key) {
		StagedItem<?> item = this.pending.get(key);
		return (StagedItem<T>) ((item != null) ? item : this.kept.get(key));
	}

	/**
	 * Returns how often commands have staged an item.
	 */
	int puts() {
		return this.puts;
	}

	boolean isEmpty() {
		return this.kept.isEmpty();
	}

	TransactWriteItemsEnhancedRequest toTransaction() {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.kept.values().forEach((item) -> item.addTo(transaction));
		return transaction.build();
	}

	/**
	 * Records the items that a refused transaction returned.
	 * @param reasons the cancellation reasons of {@link #toTransaction()}, in its order
	 * @return whether another transaction wrote one of the sections first
	 */
	boolean learn(List<WriteResult.Reason> reasons, ItemSnapshots snapshots) {
		if (reasons.stream().anyMatch(WriteResult.Reason::isUndecided)) {
			// Items that were not returned may have changed as well.
			snapshots.forget();
		}
		boolean sectionWritten = false;
		Iterator<WriteResult.Reason> iterator = reasons.iterator();
		for (StagedItem<?> item : this.kept.values()) {
			WriteResult.Reason reason = iterator.next();
			if (reason.conditionFailed()) {
				learn(item, reason, snapshots);
				sectionWritten |= item.isSection();
			}
		}
		return sectionWritten;
	}

	private static <T extends Versioned<T>> void learn(StagedItem<T> item, WriteResult.Reason reason,
			ItemSnapshots snapshots) {
		snapshots.learn(item, item.table().parse(reason.item()));
	}

}
