package com.ticketly.slot;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * Finds slots by their ids in other systems, in separate items of the table of slots.
 * Each is written in the transaction of its slot, so that an id never has two slots.
 */
final class ExternalIds {

	private final DynamoDbTable<Stored> table;

	ExternalIds(DynamoDbTable<Stored> table) {
		this.table = table;
	}

	/**
	 * Reads which slot has an id. That slot may be deleted already.
	 */
	Optional<SlotId> find(String externalId) {
		Key key = Key.builder().partitionValue(Stored.key(externalId)).build();
		return Optional.ofNullable(this.table.getItem((request) -> request.key(key).consistentRead(true)))
			.map(Stored::slot);
	}

	/**
	 * Reads which slots have ids. Those slots may be deleted already.
	 * @param externalIds up to 100 ids
	 */
	Map<String, SlotId> findAll(DynamoDbEnhancedClient client, Collection<String> externalIds) {
		Map<String, SlotId> found = new HashMap<>();
		ReadBatch.Builder<Stored> batch = ReadBatch.builder(Stored.class).mappedTableResource(this.table);
		externalIds.forEach((id) -> batch
			.addGetItem((item) -> item.key((key) -> key.partitionValue(Stored.key(id))).consistentRead(true)));
		client.batchGetItem((request) -> request.readBatches(batch.build()))
			.resultsForTable(this.table)
			.forEach((stored) -> found.put(stored.externalId(), stored.slot()));
		return found;
	}

	/**
	 * Adds the item of a new slot to a transaction.
	 * @param deleted the slot that had the id and is deleted, null if there is none
	 */
	void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot, @Nullable SlotId deleted) {
		Expression.Builder condition = Expression.builder().expression("attribute_not_exists(slotId)");
		if (deleted != null) {
			condition.expression("attribute_not_exists(slotId) OR slot = :deleted")
				.putExpressionValue(":deleted", AttributeValue.fromS(deleted.value()));
		}
		transaction.addPutItem(this.table,
				TransactPutItemEnhancedRequest.builder(Stored.class)
					.item(Stored.of(slot).orElseThrow())
					.conditionExpression(condition.build())
					.build());
	}

	/**
	 * Stores the id of a slot, if it has one, for as long as the slot, which is about to
	 * be written. The time is never shortened, because the write of the slot may fail.
	 */
	void keep(Slot slot) {
		Stored.of(slot).ifPresent(this::keep);
	}

	private void keep(Stored stored) {
		Expression.Builder condition = Expression.builder()
			.expression("slot = :slot")
			.putExpressionValue(":slot", AttributeValue.fromS(stored.slot().value()));
		Long purgeAt = stored.purgeAt();
		if (purgeAt != null) {
			condition.expression("slot = :slot AND " + TableDefinition.PURGE_AT + " < :purgeAt")
				.putExpressionValue(":purgeAt", AttributeValue.fromN(purgeAt.toString()));
		}
		try {
			this.table.putItem((request) -> request.item(stored).conditionExpression(condition.build()));
		}
		catch (ConditionalCheckFailedException _) {
			// It is already stored for at least that long.
		}
	}

	/**
	 * The item of an id.
	 *
	 * @param externalId the id in the other system
	 * @param slot the slot that has it
	 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for
	 * never
	 */
	record Stored(String externalId, SlotId slot, @Nullable Long purgeAt) {

		static final TableSchema<Stored> SCHEMA = RecordSchema.of(Stored.class, Stored::read)
			.attribute("slotId", String.class, (stored) -> key(stored.externalId()), primaryPartitionKey())
			.attribute("slot", String.class, (stored) -> stored.slot().value())
			.attribute(TableDefinition.PURGE_AT, Long.class, Stored::purgeAt)
			.build();

		// The key is neither a slot id nor the key of another item of the table.
		private static final String PREFIX = "external#";

		static Optional<Stored> of(Slot slot) {
			return Optional.ofNullable(slot.showing().externalId())
				.map((id) -> new Stored(id, slot.id(), slot.lifecycle().purgeAt()));
		}

		private static Stored read(ItemAttributes attributes) {
			return new Stored(attributes.get("slotId", String.class).substring(PREFIX.length()),
					new SlotId(attributes.get("slot", String.class)),
					attributes.find(TableDefinition.PURGE_AT, Long.class));
		}

		static String key(String externalId) {
			return PREFIX + externalId;
		}

	}

}
