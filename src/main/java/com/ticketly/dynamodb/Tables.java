package com.ticketly.dynamodb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.stereotype.Component;

/**
 * Opens tables by their definitions, and creates them where the settings say so.
 */
@Component
public class Tables {

	private final TableChanges changes;

	private final DynamoDbEnhancedClient enhancedClient;

	private final DynamoDbProperties properties;

	private final Map<TableDefinition<?>, DynamoDbTable<?>> tables = new ConcurrentHashMap<>();

	private final Map<ItemType<?>, VersionedTable<?>> versionedTables = new ConcurrentHashMap<>();

	Tables(DynamoDbClient client, DynamoDbEnhancedClient enhancedClient, DynamoDbProperties properties) {
		this.changes = new TableChanges(client);
		this.enhancedClient = enhancedClient;
		this.properties = properties;
	}

	/**
	 * Opens a table. Where the service creates tables, the first call creates the table
	 * and its indexes if they are missing. Otherwise no call sends a request.
	 */
	@SuppressWarnings("unchecked")
	public <T> DynamoDbTable<T> open(TableDefinition<T> definition) {
		return (DynamoDbTable<T>) this.tables.computeIfAbsent(definition, this::openFirst);
	}

	private <T> DynamoDbTable<T> openFirst(TableDefinition<T> definition) {
		DynamoDbTable<T> table = view(definition, definition.schema());
		if (this.properties.createsTables()) {
			this.changes.create(table, definition);
		}
		return table;
	}

	/**
	 * Opens the table of versioned items. Calls after the first send no request.
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

	/**
	 * Returns whether an open table has an index of an earlier version of the service
	 * that this instance may migrate, which is so where the service creates tables.
	 */
	public boolean hasOldIndex(TableDefinition<?> definition, String index) {
		return this.properties.createsTables()
				&& this.changes.indexes(this.properties.tablePrefix() + definition.name()).contains(index);
	}

	/**
	 * Removes an index of an earlier version of the service, if the table has it. Indexes
	 * on AWS are left to the infrastructure that manages them there.
	 */
	public void removeOldIndex(TableDefinition<?> definition, String index) {
		if (this.properties.endpoint() != null) {
			this.changes.removeIndex(this.properties.tablePrefix() + definition.name(), index);
		}
	}

}
