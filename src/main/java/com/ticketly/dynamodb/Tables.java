package com.ticketly.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import org.springframework.stereotype.Component;

/**
 * Opens the tables by their definitions, and makes the missing ones where that is
 * configured.
 */
@Component
public class Tables {

	private static final Logger logger = LoggerFactory.getLogger(Tables.class);

	private final DynamoDbClient client;

	private final DynamoDbEnhancedClient enhancedClient;

	private final DynamoDbProperties properties;

	private final Map<TableDefinition<?>, DynamoDbTable<?>> tables = new ConcurrentHashMap<>();

	private final Map<ItemType<?>, VersionedTable<?>> versionedTables = new ConcurrentHashMap<>();

	Tables(DynamoDbClient client, DynamoDbEnhancedClient enhancedClient, DynamoDbProperties properties) {
		this.client = client;
		this.enhancedClient = enhancedClient;
		this.properties = properties;
	}

	/**
	 * Opens a table. The first call for a table creates it where tables are created by
	 * the service and it is missing; further calls send no request.
	 */
	@SuppressWarnings("unchecked")
	public <T> DynamoDbTable<T> open(TableDefinition<T> definition) {
		return (DynamoDbTable<T>) this.tables.computeIfAbsent(definition, this::openFirst);
	}

	private <T> DynamoDbTable<T> openFirst(TableDefinition<T> definition) {
		DynamoDbTable<T> table = view(definition, definition.schema());
		if (this.properties.createsTables()) {
			createIfMissing(table, definition);
		}
		return table;
	}

	/**
	 * Opens the table of versioned items. Calls after the first return the same object
	 * and send no request.
	 */
	@SuppressWarnings("unchecked")
	public <T extends Versioned<T>> VersionedTable<T> versioned(ItemType<T> type) {
		return (VersionedTable<T>) this.versionedTables.computeIfAbsent(type, this::openVersioned);
	}

	private <T extends Versioned<T>> VersionedTable<T> openVersioned(ItemType<T> type) {
		open(type.table());
		return new VersionedTable<>(view(type.table(), type.schema()));
	}

	/**
	 * Returns an open table with the schema of other items that it stores, or of its
	 * indexes.
	 */
	public <V> DynamoDbTable<V> view(TableDefinition<?> definition, TableSchema<V> schema) {
		return this.enhancedClient.table(this.properties.tablePrefix() + definition.name(), schema);
	}

	private <T> void createIfMissing(DynamoDbTable<T> table, TableDefinition<T> definition) {
		try {
			table.describeTable();
		}
		catch (ResourceNotFoundException missing) {
			try {
				create(table, definition);
				logger.info("Created table {}", table.tableName());
			}
			catch (ResourceInUseException createdMeanwhile) {
				// Another instance starts at the same time.
			}
			this.client.waiter().waitUntilTableExists((request) -> request.tableName(table.tableName()));
		}
		if (definition.purges()) {
			enableTimeToLive(table.tableName());
		}
	}

	private <T> void create(DynamoDbTable<T> table, TableDefinition<T> definition) {
		List<EnhancedGlobalSecondaryIndex> indexes = definition.schema()
			.tableMetadata()
			.indices()
			.stream()
			.filter((index) -> !index.name().equals(TableMetadata.primaryIndexName()))
			.map((index) -> EnhancedGlobalSecondaryIndex.builder()
				.indexName(index.name())
				.projection((projection) -> projection.projectionType(definition.projection()))
				.build())
			.toList();
		table.createTable((request) -> {
			if (!indexes.isEmpty()) {
				request.globalSecondaryIndices(indexes);
			}
		});
	}

	private void enableTimeToLive(String tableName) {
		TimeToLiveStatus status = this.client.describeTimeToLive((request) -> request.tableName(tableName))
			.timeToLiveDescription()
			.timeToLiveStatus();
		if (status == TimeToLiveStatus.DISABLED) {
			this.client.updateTimeToLive((request) -> request.tableName(tableName)
				.timeToLiveSpecification((ttl) -> ttl.attributeName(TableDefinition.PURGE_AT).enabled(true)));
		}
	}

}
