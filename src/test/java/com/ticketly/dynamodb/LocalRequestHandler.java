package com.ticketly.dynamodb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * Answers as DynamoDB Local does, but with the write units that DynamoDB charges for a
 * transaction. DynamoDB Local reports one item a table, and doubles the units of indexes
 * although in DynamoDB an index is no part of a transaction.
 */
class LocalRequestHandler extends LocalDynamoDBRequestHandler {

	/**
	 * To describe a table DynamoDB Local counts what is in it.
	 */
	private final Map<String, TableDescription> tables = new ConcurrentHashMap<>();

	LocalRequestHandler(@Nullable Path folder) throws DynamoDBLocalServiceException {
		super(0, folder == null, (folder != null) ? folder.toString() : null, true, false);
	}

	@Override
	public TransactWriteItemsResponse transactWriteItems(String account, String region,
			TransactWriteItemsRequest request) {
		ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
		if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
			return super.transactWriteItems(account, region, request);
		}
		// Its own count takes a sixth of its time.
		TransactWriteItemsRequest uncounted = request.toBuilder()
			.returnConsumedCapacity(ReturnConsumedCapacity.NONE)
			.build();
		return super.transactWriteItems(account, region, uncounted).toBuilder()
			.consumedCapacity(request.transactItems()
				.stream()
				.map(LocalRequestHandler::tableName)
				.distinct()
				.map((table) -> consumed(account, region, table, request.transactItems()))
				.toList())
			.build();
	}

	/**
	 * Returns what a table is, but for what is in it.
	 */
	final TableDescription table(String account, String region, String name) {
		return this.tables.computeIfAbsent(name,
				(missing) -> describeTable(account, region, DescribeTableRequest.builder().tableName(missing).build())
					.table());
	}

	@Override
	public DeleteTableResponse deleteTable(String account, String region, DeleteTableRequest request) {
		this.tables.remove(request.tableName());
		return super.deleteTable(account, region, request);
	}

	private ConsumedCapacity consumed(String account, String region, String table, List<TransactWriteItem> items) {
		List<GlobalSecondaryIndexDescription> indexes = table(account, region, table).globalSecondaryIndexes();
		double units = items.stream()
			.filter((item) -> tableName(item).equals(table))
			.mapToDouble((item) -> 2 * units(item) + indexes.stream().filter((index) -> isMovedIn(index, item)).count())
			.sum();
		return ConsumedCapacity.builder().tableName(table).capacityUnits(units).writeCapacityUnits(units).build();
	}

	private static String tableName(TransactWriteItem item) {
		return (item.put() != null) ? item.put().tableName() : (item.delete() != null) ? item.delete().tableName()
				: (item.update() != null) ? item.update().tableName() : item.conditionCheck().tableName();
	}

	/**
	 * Returns whether an item enters or leaves an index. What is changed stays where it
	 * is: this service changes no key of an index in a transaction.
	 */
	private static boolean isMovedIn(GlobalSecondaryIndexDescription index, TransactWriteItem item) {
		Put put = item.put();
		boolean added = put != null && put.conditionExpression() != null
				&& put.conditionExpression().contains("attribute_not_exists")
				&& index.keySchema().stream().allMatch((key) -> put.item().containsKey(key.attributeName()));
		return added || item.delete() != null;
	}

	/**
	 * Returns the units of a plain write. What is not sent whole is taken to be less than
	 * a kibibyte.
	 */
	private static int units(TransactWriteItem item) {
		return (item.put() != null) ? WriteUnits.of(item.put().item()) : 1;
	}

}
