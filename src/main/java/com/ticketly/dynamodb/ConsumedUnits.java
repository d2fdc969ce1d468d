package com.ticketly.dynamodb;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The capacity units that a request consumed.
 *
 * @param isWrite whether they are write units; otherwise read units
 * @param tables the units of each table
 */
record ConsumedUnits(boolean isWrite, List<ConsumedCapacity> tables) {

	private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

	/**
	 * Returns a request that makes DynamoDB report the units, where it can.
	 */
	static SdkRequest request(SdkRequest request) {
		return switch (request) {
			case TransactWriteItemsRequest write -> write.toBuilder().returnConsumedCapacity(TOTAL).build();
			case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(TOTAL).build();
			case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(TOTAL).build();
			case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(TOTAL).build();
			case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(TOTAL).build();
			case BatchGetItemRequest get -> get.toBuilder().returnConsumedCapacity(TOTAL).build();
			case QueryRequest query -> query.toBuilder().returnConsumedCapacity(TOTAL).build();
			default -> request;
		};
	}

	/**
	 * Returns the units that a response reports, empty for requests without a price.
	 */
	static Optional<ConsumedUnits> of(SdkResponse response) {
		return switch (response) {
			case TransactWriteItemsResponse write -> Optional.of(new ConsumedUnits(true, write.consumedCapacity()));
			case PutItemResponse put -> of(true, put.consumedCapacity());
			case UpdateItemResponse update -> of(true, update.consumedCapacity());
			case DeleteItemResponse delete -> of(true, delete.consumedCapacity());
			case GetItemResponse get -> of(false, get.consumedCapacity());
			case BatchGetItemResponse get -> Optional.of(new ConsumedUnits(false, get.consumedCapacity()));
			case QueryResponse query -> of(false, query.consumedCapacity());
			default -> Optional.empty();
		};
	}

	private static Optional<ConsumedUnits> of(boolean isWrite, @Nullable ConsumedCapacity table) {
		return Optional.of(new ConsumedUnits(isWrite, (table != null) ? List.of(table) : List.of()));
	}

}
