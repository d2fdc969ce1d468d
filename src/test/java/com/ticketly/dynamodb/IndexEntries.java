package com.ticketly.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.dynamodb.PartitionLimits.Partition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Computes which entries of global secondary indexes change when an item is written.
 */
final class IndexEntries {

	private IndexEntries() {
	}

	/**
	 * Returns the writes to the indexes of a table. An entry whose key changes is deleted
	 * and added again, which are two writes.
	 * @param before the item before the write, empty if it did not exist
	 * @param after the item after the write, empty if it was deleted
	 */
	static List<EntryWrite> changed(TableDescription table, Map<String, AttributeValue> before,
			Map<String, AttributeValue> after) {
		return table.globalSecondaryIndexes()
			.stream()
			.flatMap((index) -> changed(table, index, before, after))
			.toList();
	}

	private static Stream<EntryWrite> changed(TableDescription table, GlobalSecondaryIndexDescription index,
			Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
		Map<String, AttributeValue> old = entry(table, index, before);
		Map<String, AttributeValue> now = entry(table, index, after);
		if (Objects.equals(old, now)) {
			return Stream.empty();
		}
		if (old != null && now != null
				&& keyNames(index.keySchema()).stream().allMatch((key) -> Objects.equals(old.get(key), now.get(key)))) {
			int units = Math.max(WriteUnits.of(old), WriteUnits.of(now));
			return Stream.of(new EntryWrite(partition(table, index, now), units));
		}
		return Stream.of(old, now)
			.filter(Objects::nonNull)
			.map((entry) -> new EntryWrite(partition(table, index, entry), WriteUnits.of(entry)));
	}

	/**
	 * Returns the attributes that an index projects of an item, or null if the item is
	 * not in the index.
	 */
	private static @Nullable Map<String, AttributeValue> entry(TableDescription table,
			GlobalSecondaryIndexDescription index, Map<String, AttributeValue> item) {
		Set<String> keys = keyNames(index.keySchema());
		if (!item.keySet().containsAll(keys)) {
			return null;
		}
		if (index.projection().projectionType() == ProjectionType.ALL) {
			return item;
		}
		Map<String, AttributeValue> entry = new HashMap<>(item);
		keys.addAll(keyNames(table.keySchema()));
		keys.addAll(index.projection().nonKeyAttributes());
		entry.keySet().retainAll(keys);
		return entry;
	}

	private static Set<String> keyNames(List<KeySchemaElement> schema) {
		return schema.stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet());
	}

	private static Partition partition(TableDescription table, GlobalSecondaryIndexDescription index,
			Map<String, AttributeValue> entry) {
		AttributeValue key = Objects.requireNonNull(entry.get(index.keySchema().getFirst().attributeName()));
		return new Partition(table.tableName() + "/" + index.indexName(), key);
	}

	/**
	 * A write of an index entry.
	 *
	 * @param partition the partition of the entry
	 * @param units the write units it consumes
	 */
	record EntryWrite(Partition partition, int units) {
	}

}
