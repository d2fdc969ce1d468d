package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Creates tables by their definitions and changes their indexes. Several instances may do
 * this at once.
 */
final class TableChanges {

	private static final Logger logger = LoggerFactory.getLogger(TableChanges.class);

	private final DynamoDbClient client;

	// The time includes filling a new index.
	private final Waiter<DescribeTableResponse> active = Waiter.builder(DescribeTableResponse.class)
		.overrideConfiguration((waiter) -> waiter.waitTimeout(Duration.ofMinutes(10))
			.maxAttempts(Integer.MAX_VALUE)
			.backoffStrategyV2(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5))))
		.addAcceptor(WaiterAcceptor.successOnResponseAcceptor((response) -> isActive(response.table())))
		.addAcceptor(WaiterAcceptor.retryOnResponseAcceptor((response) -> true))
		.addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor((ex) -> ex instanceof ResourceNotFoundException))
		.build();

	private final TimeToLive timeToLive;

	TableChanges(DynamoDbClient client) {
		this.client = client;
		this.timeToLive = new TimeToLive(client);
	}

	/**
	 * Creates a table if it is missing, and adds the indexes that an existing one lacks.
	 */
	<T> void create(DynamoDbTable<T> table, TableDefinition<T> definition) {
		String name = table.tableName();
		TableMetadata metadata = definition.schema().tableMetadata();
		List<EnhancedGlobalSecondaryIndex> indexes = metadata.indices()
			.stream()
			.filter((index) -> !index.name().equals(TableMetadata.primaryIndexName()))
			.map((index) -> EnhancedGlobalSecondaryIndex.builder()
				.indexName(index.name())
				.projection((projection) -> projection.projectionType(definition.projection()))
				.build())
			.toList();
		try {
			Set<String> existing = indexes(name);
			indexes.stream()
				.filter((index) -> !existing.contains(index.indexName()))
				.forEach((index) -> addIndex(name, index, metadata));
		}
		catch (ResourceNotFoundException ex) {
			createMissing(table, indexes);
		}
		if (definition.purges()) {
			this.timeToLive.enable(name);
		}
	}

	private void createMissing(DynamoDbTable<?> table, List<EnhancedGlobalSecondaryIndex> indexes) {
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
		waitUntilActive(table.tableName());
	}

	/**
	 * Returns the names of the indexes of a table, once all of them can be used.
	 * @throws ResourceNotFoundException when there is no such table
	 */
	Set<String> indexes(String table) {
		TableDescription found = this.client.describeTable((request) -> request.tableName(table)).table();
		List<GlobalSecondaryIndexDescription> indexes = (isActive(found) ? found : waitUntilActive(table))
			.globalSecondaryIndexes();
		return indexes.stream().map(GlobalSecondaryIndexDescription::indexName).collect(Collectors.toSet());
	}

	private TableDescription waitUntilActive(String table) {
		return this.active.run(() -> this.client.describeTable((request) -> request.tableName(table)))
			.matched()
			.response()
			.orElseThrow()
			.table();
	}

	private static boolean isActive(TableDescription table) {
		return table.tableStatus() == TableStatus.ACTIVE && table.globalSecondaryIndexes()
			.stream()
			.allMatch((index) -> index.indexStatus() == IndexStatus.ACTIVE);
	}

	private void addIndex(String table, EnhancedGlobalSecondaryIndex index, TableMetadata metadata) {
		String name = index.indexName();
		String partitionKey = metadata.indexPartitionKey(name);
		String sortKey = metadata.indexSortKey(name).orElseThrow();
		changeIndexes(UpdateTableRequest.builder()
			.tableName(table)
			.attributeDefinitions(attribute(partitionKey, metadata), attribute(sortKey, metadata))
			.globalSecondaryIndexUpdates((change) -> change.create((created) -> created.indexName(name)
				.keySchema(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE))
				.projection(index.projection())))
			.build(), (indexes) -> indexes.contains(name));
	}

	private static AttributeDefinition attribute(String name, TableMetadata metadata) {
		return AttributeDefinition.builder()
			.attributeName(name)
			.attributeType(metadata.scalarAttributeType(name).orElseThrow())
			.build();
	}

	private static KeySchemaElement key(String attribute, KeyType type) {
		return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
	}

	void removeIndex(String table, String index) {
		changeIndexes(UpdateTableRequest.builder()
			.tableName(table)
			.globalSecondaryIndexUpdates((change) -> change.delete((deleted) -> deleted.indexName(index)))
			.build(), (indexes) -> !indexes.contains(index));
	}

	private void changeIndexes(UpdateTableRequest update, Predicate<Set<String>> isDone) {
		// DynamoDB makes one change at a time.
		for (int attempt = 1; !isDone.test(indexes(update.tableName())); attempt++) {
			try {
				this.client.updateTable(update);
				logger.info("Changing indexes of table {}: {}", update.tableName(),
						update.globalSecondaryIndexUpdates());
			}
			catch (ResourceInUseException | LimitExceededException ex) {
				// Another change is in progress.
				Backoff.afterConflict(attempt);
			}
			catch (DynamoDbException ex) {
				// DynamoDB refuses a change that another instance has made.
				if (!isDone.test(indexes(update.tableName()))) {
					throw ex;
				}
			}
		}
	}

}
