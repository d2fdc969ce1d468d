package com.ticketly.commit;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.ticketly.commit.ItemSnapshots.ItemKey;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * The items that the commands of one group change, in memory, until one transaction
 * writes them. A command reads the items as earlier commands of the group left them.
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

	private final StagedItems staged = new StagedItems();

	/**
	 * Whether the running command looks for what an earlier attempt of it has written.
	 */
	private boolean looksForTraces;

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
		return current(section).orElse(section);
	}

	private Optional<Section> current(Section section) {
		return this.staged.find(table(Sections.ITEMS), section).flatMap(StagedItem::current);
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
		VersionedTable<T> table = table(type);
		return this.staged.find(table, read)
			.map(StagedItem::current)
			.orElseGet(() -> this.looksForTraces ? this.snapshots.find(table, table.key(read))
					: this.snapshots.find(table, read));
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
	 * staged under the same key, or one that a refused transaction returned. Reads the
	 * database only if the command may have been written before and is about to be
	 * refused; otherwise the condition of the transaction finds what this method does not
	 * know.
	 */
	public <T extends Versioned<T>> Optional<T> existing(ItemType<T> type, Key key) {
		VersionedTable<T> table = table(type);
		StagedItem<T> staged = this.staged.get(new ItemKey(table, key));
		if (staged != null) {
			return staged.current();
		}
		return this.looksForTraces ? this.snapshots.find(table, key) : this.snapshots.known(table, key);
	}

	/**
	 * Stages the next version of an item.
	 * @param item the item, with the version that was read, 0 if it is new
	 */
	public <T extends Versioned<T>> void put(ItemType<T> type, T item) {
		this.staged.put(table(type), item, false);
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
		this.staged.put(table(type), item, true);
	}

	/**
	 * Runs a command inside a savepoint.
	 * @param maxSections the maximum number of sections that it may stage
	 * @param maxItems the maximum number of other items that it may stage
	 * @param uncertain whether an earlier attempt of it may have been written; if so, the
	 * command is not refused before it has read all of its items
	 * @throws IllegalStateException if the command stages more
	 */
	<T> T run(Function<UnitOfWork, T> command, int maxSections, int maxItems, boolean uncertain) {
		int before = this.staged.puts();
		T result = this.staged.run(() -> command.apply(this), maxSections, maxItems);
		if (!uncertain || this.staged.puts() > before) {
			return result;
		}
		this.looksForTraces = true;
		result = this.staged.run(() -> command.apply(this), maxSections, maxItems);
		this.looksForTraces = false;
		return result;
	}

	/**
	 * Returns the sections that the transaction does not change.
	 */
	Set<SectionKey> unchanged() {
		return this.sections.values()
			.stream()
			.filter((section) -> current(section).isEmpty())
			.map(Section::key)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns what the transaction will write.
	 */
	StagedItems staged() {
		return this.staged;
	}

	/**
	 * Records the items that a refused transaction returned.
	 * @param reasons the cancellation reasons, in the order of the staged items
	 * @return whether another transaction wrote one of the sections first
	 */
	boolean learn(List<WriteResult.Reason> reasons) {
		return this.staged.learn(reasons, this.snapshots);
	}

	/**
	 * Returns a section as it is stored once the transaction is written, empty if the
	 * transaction does not change it.
	 */
	Optional<Section> written(SectionKey key) {
		return current(section(key)).map(Section::nextVersion);
	}

	private <T extends Versioned<T>> VersionedTable<T> table(ItemType<T> type) {
		return this.tables.versioned(type);
	}

}
