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
 * Corrects the consumed capacity that DynamoDB Local reports for transactions. DynamoDB
 * Local counts only one item of each table, and doubles the units of index entries,
 * although DynamoDB does not write indexes transactionally.
 */
class LocalRequestHandler extends LocalDynamoDBRequestHandler {

	/**
	 * Descriptions by table name. They are cached, because DynamoDB Local counts the
	 * items of a table to describe it.
	 */
	private final Map<String, TableDescription> tables = new ConcurrentHashMap<>();

	LocalRequestHandler(@Nullable Path folder) throws DynamoDBLocalServiceException {
		super(0, folder == null, (folder != null) ? folder.toString() : null, true, false);
	}

	@Override
	public TransactWriteItemsResponse transactWriteItems(String account, String region,
			TransactWriteItemsRequest request) {
		ReturnConsumedCapacity requested = request.returnConsumedCapacity();
		if (requested == null || requested == ReturnConsumedCapacity.NONE) {
			return super.transactWriteItems(account, region, request);
		}
		// DynamoDB Local spends a sixth of its time on its own count.
		TransactWriteItemsRequest withoutCapacity = request.toBuilder()
			.returnConsumedCapacity(ReturnConsumedCapacity.NONE)
			.build();
		return super.transactWriteItems(account, region, withoutCapacity).toBuilder()
			.consumedCapacity(request.transactItems()
				.stream()
				.map(LocalRequestHandler::tableName)
				.distinct()
				.map((table) -> consumed(account, region, table, request.transactItems()))
				.toList())
			.build();
	}

	/**
	 * Returns the description of a table. Its item count and size are out of date.
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
			.mapToDouble(
					(item) -> 2 * units(item) + indexes.stream().filter((index) -> changesEntry(index, item)).count())
			.sum();
		return ConsumedCapacity.builder().tableName(table).capacityUnits(units).writeCapacityUnits(units).build();
	}

	private static String tableName(TransactWriteItem item) {
		return (item.put() != null) ? item.put().tableName() : (item.delete() != null) ? item.delete().tableName()
				: (item.update() != null) ? item.update().tableName() : item.conditionCheck().tableName();
	}

	/**
	 * Returns whether an item is added to an index or removed from it. An update never
	 * moves an entry, because the service does not change index keys in transactions.
	 */
	private static boolean changesEntry(GlobalSecondaryIndexDescription index, TransactWriteItem item) {
		Put put = item.put();
		boolean added = put != null && put.conditionExpression() != null
				&& put.conditionExpression().contains("attribute_not_exists")
				&& index.keySchema().stream().allMatch((key) -> put.item().containsKey(key.attributeName()));
		return added || item.delete() != null;
	}

	/**
	 * Returns the write units of a plain write. An update or delete does not contain the
	 * whole item, which is assumed to be at most 1 KiB.
	 */
	private static int units(TransactWriteItem item) {
		return (item.put() != null) ? WriteUnits.of(item.put().item()) : 1;
	}

}
