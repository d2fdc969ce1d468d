package com.ticketly.dynamodb;

import java.nio.file.Path;

import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/**
 * Keeps tables in a folder, and answers a write when it is in the file. DynamoDB Local
 * answers earlier, so its last answer is wrong if the process is killed. Its jobs run one
 * after the other, so a read that follows ends after the write.
 */
final class DurableRequestHandler extends LocalRequestHandler {

	DurableRequestHandler(Path folder) throws DynamoDBLocalServiceException {
		super(folder);
	}

	@Override
	public TransactWriteItemsResponse transactWriteItems(String account, String region,
			TransactWriteItemsRequest request) {
		return written(account, region, super.transactWriteItems(account, region, request));
	}

	@Override
	public PutItemResponse putItem(String account, String region, PutItemRequest request) {
		return written(account, region, super.putItem(account, region, request));
	}

	@Override
	public UpdateItemResponse updateItem(String account, String region, UpdateItemRequest request) {
		return written(account, region, super.updateItem(account, region, request));
	}

	@Override
	public DeleteItemResponse deleteItem(String account, String region, DeleteItemRequest request) {
		return written(account, region, super.deleteItem(account, region, request));
	}

	private <R> R written(String account, String region, R response) {
		listTables(account, region, ListTablesRequest.builder().limit(1).build());
		return response;
	}

}
