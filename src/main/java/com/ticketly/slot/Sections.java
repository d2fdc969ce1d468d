package com.ticketly.slot;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
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

/**
 * The table of sections. All reads are consistent.
 */
@Component
public class Sections {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<Section> TABLE = new TableDefinition<>("sections", SectionSchema.SCHEMA,
			ProjectionType.ALL, true);

	/**
	 * The sections in the table.
	 */
	public static final ItemType<Section> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	// The limit of BatchGetItem.
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

	/**
	 * Reads a section.
	 */
	public Optional<Section> find(SectionKey key) {
		return this.items.find(tableKey(key));
	}

	/**
	 * Reads the sections of a slot, in order.
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
	 * Reads how many seats of each slot can be sold, without slots that have no section.
	 * @param now the time at which holds may have ended
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
	 * Writes a new section. If it is stored already, an earlier attempt wrote it, because
	 * slot ids are unique; seats may have been sold since.
	 */
	private void add(Section section) {
		this.items.replace(section);
	}

	/**
	 * Adds the writes of all sections of a new slot to a transaction. Those that do not
	 * fit into it are written before.
	 */
	void addPuts(TransactWriteItemsEnhancedRequest.Builder transaction, List<Section> sections) {
		int fitting = Transactions.MAX_ITEMS - transaction.build().transactWriteItems().size();
		// A section that is stored without its slot is never found.
		sections.stream().skip(fitting).forEach(this::add);
		sections.stream().limit(fitting).forEach((section) -> this.items.addPut(transaction, section));
	}

	/**
	 * Raises the version of a section and changes nothing else. A write on the condition
	 * of its version then fails once, which tells the writing instance that another one
	 * contends for the section.
	 * @return the section as it is stored, or empty when it is missing or a transaction
	 * is writing it
	 */
	public Optional<Section> touch(SectionKey key) {
		try {
			return this.items.parse(
					this.dynamoDb
						.updateItem((request) -> request.tableName(this.table.tableName())
							.key(tableKey(key).primaryKeyMap(TABLE.schema()))
							.updateExpression("ADD " + Versioned.VERSION + " :one")
							.conditionExpression("attribute_exists(" + Versioned.VERSION + ")")
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
