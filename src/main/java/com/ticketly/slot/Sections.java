package com.ticketly.slot;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.seating.SeatHolds;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The table of sections. Everything it reads is consistent.
 */
@Component
public class Sections {

	/**
	 * What the table is.
	 */
	public static final TableDefinition<Section> TABLE = new TableDefinition<>("sections", RecordSchema
		.of(Section.class, Sections::read)
		.attribute("slotId", String.class, (section) -> section.key().slot().value(), primaryPartitionKey())
		.attribute("sectionNo", Integer.class, (section) -> section.key().no(), primarySortKey())
		.attribute("firstSeat", Integer.class, Section::firstSeat)
		.attribute("seats", Integer.class, (section) -> section.seats().size())
		.attribute("taken", SdkBytes.class, (section) -> SdkBytes.fromByteArray(section.seats().taken().toBytes()))
		.attribute("blocked", SdkBytes.class, (section) -> unlessEmpty(section.seats().blocked().toBytes()))
		.attribute("holds", SdkBytes.class, (section) -> unlessEmpty(section.seats().holds().toBytes()))
		.attribute("seatsLeft", Integer.class, Section::left)
		.attribute("open", Boolean.class, Section::open)
		.attribute("edition", Long.class, Section::edition)
		.attribute(TableDefinition.PURGE_AT, Long.class, Section::purgeAt)
		.attribute("version", Long.class, Section::version)
		.build(), ProjectionType.ALL, true);

	/**
	 * The items of the table.
	 */
	public static final ItemType<Section> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	/**
	 * The most items of one {@code BatchGetItem}.
	 */
	private static final int READ_BATCH = 100;

	private final DynamoDbClient dynamoDb;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Section> table;

	private final VersionedTable<Section> items;

	Sections(DynamoDbClient dynamoDb, DynamoDbEnhancedClient client, Tables tables) {
		this.dynamoDb = dynamoDb;
		this.client = client;
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
	}

	private static Section read(ItemAttributes attributes) {
		SectionKey key = new SectionKey(new SlotId(attributes.get("slotId", String.class)),
				attributes.get("sectionNo", Integer.class));
		SeatMap seats = new SeatMap(attributes.get("seats", Integer.class),
				SeatSet.of(attributes.get("taken", SdkBytes.class).asByteArrayUnsafe()),
				SeatSet.of(bytes(attributes, "blocked")), SeatHolds.of(bytes(attributes, "holds")));
		return new Section(key, attributes.get("firstSeat", Integer.class), seats,
				attributes.get("open", Boolean.class), attributes.get("edition", Long.class, 1L),
				attributes.find(TableDefinition.PURGE_AT, Long.class), attributes.get("version", Long.class));
	}

	private static @Nullable SdkBytes unlessEmpty(byte[] bytes) {
		return (bytes.length > 0) ? SdkBytes.fromByteArray(bytes) : null;
	}

	private static byte[] bytes(ItemAttributes attributes, String name) {
		SdkBytes bytes = attributes.find(name, SdkBytes.class);
		return (bytes != null) ? bytes.asByteArrayUnsafe() : new byte[0];
	}

	/**
	 * Reads a section as it is now.
	 */
	public Optional<Section> find(SectionKey key) {
		return this.items.find(tableKey(key));
	}

	/**
	 * Returns the sections of a slot, in order.
	 */
	public List<Section> ofSlot(SlotId slot) {
		Key key = Key.builder().partitionValue(slot.value()).build();
		return this.table
			.query((request) -> request.queryConditional(QueryConditional.keyEqualTo(key)).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	/**
	 * Returns how many seats can be sold in each of several slots.
	 * @param now when that is, which ends holds
	 */
	public Map<SlotId, Integer> seatsLeft(Collection<Slot> slots, Instant now) {
		List<SectionKey> keys = slots.stream().flatMap((slot) -> slot.sectionKeys().stream()).toList();
		Map<SlotId, Integer> left = new HashMap<>();
		for (int from = 0; from < keys.size(); from += READ_BATCH) {
			ReadBatch.Builder<Section> batch = ReadBatch.builder(Section.class).mappedTableResource(this.table);
			for (SectionKey key : keys.subList(from, Math.min(from + READ_BATCH, keys.size()))) {
				batch.addGetItem((item) -> item.key(tableKey(key)).consistentRead(true));
			}
			this.client.batchGetItem(BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build())
				.resultsForTable(this.table)
				.forEach((section) -> left.merge(section.key().slot(), section.asOf(now).left(), Integer::sum));
		}
		return left;
	}

	/**
	 * Adds a new section outside a transaction. If it is stored already, an earlier
	 * attempt wrote it, because slot ids are unique; seats may have been sold since.
	 */
	void add(Section section) {
		this.items.replace(section);
	}

	/**
	 * Adds a write of a section to a transaction.
	 */
	void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, Section section) {
		this.items.addPut(transaction, section);
	}

	/**
	 * Moves a section on to its next version and changes nothing else, so that whoever
	 * writes it on the condition of its version learns that somebody else wants to.
	 * @return the section as it is then, or empty when it is missing or being written
	 */
	public Optional<Section> touch(SectionKey key) {
		try {
			return this.items.parse(
					this.dynamoDb
						.updateItem((request) -> request.tableName(this.table.tableName())
							.key(tableKey(key).primaryKeyMap(TABLE.schema()))
							.updateExpression("ADD version :one")
							.conditionExpression("attribute_exists(slotId)")
							.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
							.returnValues(ReturnValue.ALL_NEW))
						.attributes());
		}
		catch (ConditionalCheckFailedException | TransactionConflictException ex) {
			return Optional.empty();
		}
	}

	private static Key tableKey(SectionKey key) {
		return Key.builder().partitionValue(key.slot().value()).sortValue(key.no()).build();
	}

}
