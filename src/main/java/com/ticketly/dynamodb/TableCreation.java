package com.ticketly.dynamodb;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Creates tables by their definitions. Several instances may do this at once.
 */
final class TableCreation {

	private static final Logger logger = LoggerFactory.getLogger(TableCreation.class);

	private final DynamoDbClient client;

	private final IndexChanges changes;

	TableCreation(DynamoDbClient client, IndexChanges changes) {
		this.client = client;
		this.changes = changes;
	}

	/**
	 * Creates a table if it is missing, and adds the indexes that an existing one lacks.
	 */
	<T> void create(DynamoDbTable<T> table, TableDefinition<T> definition) {
		String name = table.tableName();
		try {
			Set<String> existing = this.changes.indexes(name);
			indexes(definition).filter((index) -> !existing.contains(index))
				.forEach((index) -> this.changes.add(name, index, definition));
		}
		catch (ResourceNotFoundException ex) {
			createMissing(table, definition);
		}
		if (definition.purges()) {
			enableTimeToLive(name);
		}
	}

	private static Stream<String> indexes(TableDefinition<?> definition) {
		return definition.schema()
			.tableMetadata()
			.indices()
			.stream()
			.map((index) -> index.name())
			.filter((name) -> !name.equals(TableMetadata.primaryIndexName()));
	}

	private <T> void createMissing(DynamoDbTable<T> table, TableDefinition<T> definition) {
		List<EnhancedGlobalSecondaryIndex> indexes = indexes(definition)
			.map((index) -> EnhancedGlobalSecondaryIndex.builder()
				.indexName(index)
				.projection((projection) -> projection.projectionType(definition.projection()))
				.build())
			.toList();
		try {
			table.createTable((request) -> {
				if (!indexes.isEmpty()) {
					request.globalSecondaryIndices(indexes);
				}
			});
			logger.info("Created table {}", table.tableName());
		}
		catch (ResourceInUseException ex) {
			// Another instance creates it at the same time.
		}
		this.changes.waitUntilActive(table.tableName());
	}

	private void enableTimeToLive(String table) {
		if (!hasTimeToLive(table)) {
			try {
				this.client.updateTimeToLive((request) -> request.tableName(table)
					.timeToLiveSpecification((ttl) -> ttl.attributeName(TableDefinition.PURGE_AT).enabled(true)));
			}
			catch (DynamoDbException ex) {
				// DynamoDB refuses to enable what another instance has enabled.
				if (!hasTimeToLive(table)) {
					throw ex;
				}
			}
		}
	}

	private boolean hasTimeToLive(String table) {
		return this.client.describeTimeToLive((request) -> request.tableName(table))
			.timeToLiveDescription()
			.timeToLiveStatus() != TimeToLiveStatus.DISABLED;
	}

}
