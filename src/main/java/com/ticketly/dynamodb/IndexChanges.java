package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
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
 * Adds indexes to existing tables and removes them, and waits until DynamoDB has done so.
 * Several instances may do this at once.
 */
final class IndexChanges {

	private static final Logger logger = LoggerFactory.getLogger(IndexChanges.class);

	/**
	 * How long a table may take to become active, which includes filling a new index.
	 */
	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private final DynamoDbClient client;

	private final Waiter<DescribeTableResponse> active = Waiter.builder(DescribeTableResponse.class)
		.overrideConfiguration((waiter) -> waiter.waitTimeout(TIMEOUT)
			.maxAttempts(Integer.MAX_VALUE)
			.backoffStrategyV2(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5))))
		.addAcceptor(WaiterAcceptor.successOnResponseAcceptor((response) -> isActive(response.table())))
		.addAcceptor(WaiterAcceptor.retryOnResponseAcceptor((response) -> true))
		.addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor((ex) -> ex instanceof ResourceNotFoundException))
		.build();

	IndexChanges(DynamoDbClient client) {
		this.client = client;
	}

	private static boolean isActive(TableDescription table) {
		return table.tableStatus() == TableStatus.ACTIVE && table.globalSecondaryIndexes()
			.stream()
			.allMatch((index) -> index.indexStatus() == IndexStatus.ACTIVE);
	}

	/**
	 * Returns the names of the indexes of a table, once all of them can be used.
	 * @throws ResourceNotFoundException when there is no such table
	 */
	Set<String> indexes(String table) {
		TableDescription found = this.client.describeTable((request) -> request.tableName(table)).table();
		return (isActive(found) ? found : waitUntilActive(table)).globalSecondaryIndexes()
			.stream()
			.map(GlobalSecondaryIndexDescription::indexName)
			.collect(Collectors.toSet());
	}

	/**
	 * Waits until a table, which may be in creation, and all of its indexes can be used.
	 */
	TableDescription waitUntilActive(String table) {
		return this.active.run(() -> this.client.describeTable((request) -> request.tableName(table)))
			.matched()
			.response()
			.orElseThrow()
			.table();
	}

	/**
	 * Adds an index unless the table has it.
	 * @param index the name of an index that the definition has
	 */
	void add(String table, String index, TableDefinition<?> definition) {
		TableMetadata metadata = definition.schema().tableMetadata();
		String partitionKey = metadata.indexPartitionKey(index);
		String sortKey = metadata.indexSortKey(index).orElseThrow();
		List<AttributeDefinition> attributes = Stream.of(partitionKey, sortKey)
			.map((name) -> AttributeDefinition.builder()
				.attributeName(name)
				.attributeType(metadata.scalarAttributeType(name).orElseThrow())
				.build())
			.toList();
		UpdateTableRequest update = UpdateTableRequest.builder()
			.tableName(table)
			.attributeDefinitions(attributes)
			.globalSecondaryIndexUpdates((change) -> change.create((created) -> created.indexName(index)
				.keySchema(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE))
				.projection((projection) -> projection.projectionType(definition.projection()))))
			.build();
		if (change(update, (indexes) -> indexes.contains(index))) {
			logger.info("Added index {} to table {}", index, table);
		}
	}

	private static KeySchemaElement key(String attribute, KeyType type) {
		return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
	}

	/**
	 * Removes an index if the table has it.
	 */
	void remove(String table, String index) {
		UpdateTableRequest update = UpdateTableRequest.builder()
			.tableName(table)
			.globalSecondaryIndexUpdates((change) -> change.delete((deleted) -> deleted.indexName(index)))
			.build();
		if (change(update, (indexes) -> !indexes.contains(index))) {
			logger.info("Removed index {} from table {}", index, table);
		}
	}

	/**
	 * Changes the indexes of a table. DynamoDB makes one change at a time.
	 * @param isDone whether a table with these indexes needs no change any more
	 * @return whether this instance made the change
	 */
	private boolean change(UpdateTableRequest update, Predicate<Set<String>> isDone) {
		boolean changed = false;
		while (!isDone.test(indexes(update.tableName()))) {
			try {
				this.client.updateTable(update);
				changed = true;
			}
			catch (ResourceInUseException | LimitExceededException ex) {
				// Another change is in progress.
			}
			catch (DynamoDbException ex) {
				// DynamoDB refuses a change that another instance has made.
				if (!isDone.test(indexes(update.tableName()))) {
					throw ex;
				}
			}
		}
		return changed;
	}

}
