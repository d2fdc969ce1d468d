package com.ticketly.commit;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.ticketly.commit.ItemSnapshots.ItemKey;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * The items that the commands of one group change, in memory, until one transaction
 * writes them.
 * <p>
 * Each command runs inside a savepoint: a command that fails leaves the unit of work as
 * it was. Items are written in the order in which they were first staged, and the
 * cancellation reasons of a refused transaction are read in the same order.
 */
public final class UnitOfWork {

	private final Tables tables;

	private final ItemSnapshots snapshots;

	private final Instant now;

	/**
	 * The sections of the group as they were read, without holds that have ended.
	 */
	private final Map<SectionKey, Section> sections = new HashMap<>();

	private final Set<SectionKey> withEndedHolds = new HashSet<>();

	private final Map<ItemKey, StagedItem<?>> staged = new LinkedHashMap<>();

	/**
	 * What the running command has staged since its savepoint.
	 */
	private final Map<ItemKey, StagedItem<?>> pending = new LinkedHashMap<>();

	private boolean changesSections;

	UnitOfWork(Tables tables, ItemSnapshots snapshots, Instant now) {
		this.tables = tables;
		this.snapshots = snapshots;
		this.now = now;
		for (Section section : snapshots.sections()) {
			Section current = section.asOf(now);
			this.sections.put(section.key(), current);
			if (current != section) {
				this.withEndedHolds.add(section.key());
			}
		}
	}

	/**
	 * Returns the time at which the commands are decided.
	 */
	public Instant now() {
		return this.now;
	}

	/**
	 * Returns a section as earlier commands of the group left it, without holds that have
	 * ended.
	 * @throws IllegalArgumentException if the group does not commit for this section
	 */
	public Section section(SectionKey key) {
		Section section = this.sections.get(key);
		if (section == null) {
			throw new IllegalArgumentException("The group does not commit for section " + key);
		}
		return staged(Sections.ITEMS, section).flatMap(StagedItem::current).orElse(section);
	}

	/**
	 * Returns whether the stored section still contains holds that have ended.
	 */
	public boolean hasEndedHolds(SectionKey key) {
		return this.withEndedHolds.contains(key);
	}

	/**
	 * Returns an item as earlier commands of the group left it.
	 * @param read the item as the caller of the command read it; used unless the group
	 * knows a newer state
	 * @return the item, or empty if it does not exist
	 */
	public <T extends Versioned<T>> Optional<T> find(ItemType<T> type, T read) {
		Optional<StagedItem<T>> staged = staged(type, read);
		return staged.isPresent() ? staged.get().current() : this.snapshots.find(table(type), read);
	}

	/**
	 * Reads an item again from the database.
	 * @param read the item as the caller of the command read it
	 */
	public <T extends Versioned<T>> Optional<T> readAgain(ItemType<T> type, T read) {
		return this.snapshots.readAgain(table(type), read);
	}

	/**
	 * Returns the item that prevents a new item: one that an earlier command of the group
	 * staged under the same key, or one that a refused transaction returned. Does not
	 * read the database; the condition of the transaction finds what this method does not
	 * know.
	 */
	public <T extends Versioned<T>> Optional<T> existing(ItemType<T> type, Key key) {
		VersionedTable<T> table = table(type);
		StagedItem<T> staged = staged(new ItemKey(table, key));
		return (staged != null) ? staged.current() : this.snapshots.known(table, key);
	}

	/**
	 * Stages the next version of an item.
	 * @param item the item, with the version that was read, 0 if it is new
	 */
	public <T extends Versioned<T>> void put(ItemType<T> type, T item) {
		stage(type, item, false);
	}

	/**
	 * Stages the next version of a section.
	 */
	public void put(Section section) {
		put(Sections.ITEMS, section);
	}

	/**
	 * Stages the deletion of an item.
	 * @param item the item, with the version that was read
	 */
	public <T extends Versioned<T>> void delete(ItemType<T> type, T item) {
		stage(type, item, true);
	}

	private <T extends Versioned<T>> void stage(ItemType<T> type, T item, boolean deletes) {
		VersionedTable<T> table = table(type);
		ItemKey key = new ItemKey(table, table.key(item));
		this.pending.put(key, new StagedItem<>(table, key.key(), item, deletes));
	}

	/**
	 * Runs a command inside a savepoint.
	 * @param maxSections the maximum number of sections that it may stage
	 * @param maxItems the maximum number of other items that it may stage
	 * @throws IllegalStateException if the command stages more
	 */
	<T> T run(Function<UnitOfWork, T> command, int maxSections, int maxItems) {
		try {
			T result = command.apply(this);
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
		this.changesSections |= sections > 0;
		this.staged.putAll(this.pending);
	}

	boolean isEmpty() {
		return this.staged.isEmpty();
	}

	/**
	 * Returns whether the transaction checks the version of a section. Only then does it
	 * prove that the commands were decided on the current section.
	 */
	boolean changesSections() {
		return this.changesSections;
	}

	TransactWriteItemsEnhancedRequest toTransaction() {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.staged.values().forEach((item) -> item.addTo(transaction));
		return transaction.build();
	}

	/**
	 * Records the items that a refused transaction returned.
	 * @param reasons the cancellation reasons of {@link #toTransaction()}, in its order
	 * @return whether another transaction wrote one of the sections first
	 */
	boolean learn(List<WriteResult.Reason> reasons) {
		boolean sectionWritten = false;
		Iterator<WriteResult.Reason> iterator = reasons.iterator();
		for (StagedItem<?> item : this.staged.values()) {
			WriteResult.Reason reason = iterator.next();
			if (reason.conditionFailed()) {
				learn(item, reason);
				sectionWritten |= item.isSection();
			}
		}
		return sectionWritten;
	}

	private <T extends Versioned<T>> void learn(StagedItem<T> item, WriteResult.Reason reason) {
		this.snapshots.learn(item, item.table().parse(reason.item()));
	}

	/**
	 * Returns a section as it is stored once the transaction is written, empty if the
	 * transaction does not change it.
	 */
	Optional<Section> written(SectionKey key) {
		return staged(Sections.ITEMS, section(key)).flatMap(StagedItem::current).map(Section::nextVersion);
	}

	private <T extends Versioned<T>> VersionedTable<T> table(ItemType<T> type) {
		return this.tables.versioned(type);
	}

	private <T extends Versioned<T>> Optional<StagedItem<T>> staged(ItemType<T> type, T item) {
		VersionedTable<T> table = table(type);
		return Optional.ofNullable(staged(new ItemKey(table, table.key(item))));
	}

	@SuppressWarnings("unchecked")
	private <T extends Versioned<T>> @Nullable StagedItem<T> staged(ItemKey key) {
		StagedItem<?> item = this.pending.get(key);
		return (StagedItem<T>) ((item != null) ? item : this.staged.get(key));
	}

}
