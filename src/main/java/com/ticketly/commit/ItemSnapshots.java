package com.ticketly.commit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * The stored items as a group last read them, across all attempts to write it: its
 * sections, which stay cached after the group, and the items that its commands change.
 * <p>
 * A group uses the items that callers read before they queued their commands, until a
 * command fails because one of them is outdated. From then on the group reads them
 * itself. Items that a refused transaction returned take precedence, until a later one is
 * refused without evaluating all conditions.
 */
final class ItemSnapshots {

	private final List<CachedSection> cached;

	private final Sections sections;

	private final Map<ItemKey, Optional<?>> known = new HashMap<>();

	private boolean trustsCallers = true;

	ItemSnapshots(List<CachedSection> cached, Sections sections) {
		this.cached = cached;
		this.sections = sections;
	}

	/**
	 * Returns the sections that will be read, because they are not cached.
	 */
	Set<SectionKey> unread() {
		return this.cached.stream()
			.filter((section) -> section.peek().isEmpty())
			.map(CachedSection::key)
			.collect(Collectors.toCollection(HashSet::new));
	}

	List<Section> sections() {
		return this.cached.stream()
			.map((section) -> section.get((key) -> this.sections.find(key).orElseGet(() -> Section.missing(key))))
			.toList();
	}

	void evict(Set<SectionKey> sections) {
		this.cached.stream().filter((section) -> sections.contains(section.key())).forEach(CachedSection::evict);
	}

	/**
	 * Forgets all items, because they may have changed at different times.
	 */
	void forget() {
		this.known.clear();
		this.cached.forEach(CachedSection::evict);
	}

	/**
	 * Forgets all items, and reads them again instead of using those of the callers.
	 */
	void readAgain() {
		this.trustsCallers = false;
		forget();
	}

	/**
	 * Records the state of an item that a refused transaction returned.
	 * @param sent the write that was refused
	 * @param stored the stored item, empty if it does not exist
	 */
	<T extends Versioned<T>> void learn(StagedItem<T> sent, Optional<T> stored) {
		if (sent.item() instanceof Section section) {
			CachedSection changed = this.cached.stream()
				.filter((candidate) -> candidate.key().equals(section.key()))
				.findFirst()
				.orElseThrow();
			stored.ifPresentOrElse((current) -> changed.set((Section) current), changed::evict);
		}
		else {
			this.known.put(new ItemKey(sent.table(), sent.key()), stored);
		}
	}

	/**
	 * Returns an item from its snapshot, or reads it if there is none.
	 * @param read the item as a caller read it
	 */
	<T extends Versioned<T>> Optional<T> find(VersionedTable<T> table, T read) {
		ItemKey key = new ItemKey(table, table.key(read));
		if (this.known.containsKey(key)) {
			return known(key);
		}
		return this.trustsCallers ? Optional.of(read) : readAgain(table, read);
	}

	<T extends Versioned<T>> Optional<T> readAgain(VersionedTable<T> table, T read) {
		Key key = table.key(read);
		Optional<T> item = table.find(key);
		this.known.put(new ItemKey(table, key), item);
		return item;
	}

	<T extends Versioned<T>> Optional<T> known(VersionedTable<T> table, Key key) {
		return known(new ItemKey(table, key));
	}

	/**
	 * Returns an item, and reads it if it is not known.
	 */
	<T extends Versioned<T>> Optional<T> find(VersionedTable<T> table, Key key) {
		ItemKey item = new ItemKey(table, key);
		if (!this.known.containsKey(item)) {
			this.known.put(item, table.find(key));
		}
		return known(item);
	}

	@SuppressWarnings("unchecked")
	private <T> Optional<T> known(ItemKey key) {
		return (Optional<T>) this.known.getOrDefault(key, Optional.empty());
	}

	/**
	 * Identifies an item among those of all tables.
	 *
	 * @param table where the item is stored
	 */
	record ItemKey(VersionedTable<?> table, Key key) {
	}

}
