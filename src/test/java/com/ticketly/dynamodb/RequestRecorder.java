package com.ticketly.dynamodb;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.DoubleAdder;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * Records the requests that the service sends to DynamoDB, and the write units they
 * consume. A {@code Scan} request fails.
 */
public final class RequestRecorder implements ExecutionInterceptor {

	private final Queue<SdkRequest> requests = new ConcurrentLinkedQueue<>();

	private final DoubleAdder writeUnits = new DoubleAdder();

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		if (context.request() instanceof ScanRequest scan) {
			throw new AssertionError("Scan is not allowed on table " + scan.tableName());
		}
		return context.request();
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		this.requests.add(context.request());
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		if (context.response() instanceof TransactWriteItemsResponse written) {
			written.consumedCapacity().forEach((table) -> this.writeUnits.add(table.capacityUnits()));
		}
	}

	/**
	 * Removes all recorded requests and write units.
	 */
	public void clear() {
		this.requests.clear();
		this.writeUnits.reset();
	}

	/**
	 * Returns the number of requests of a type.
	 */
	public long count(Class<? extends SdkRequest> type) {
		return this.requests.stream().filter(type::isInstance).count();
	}

	/**
	 * Returns the number of requests.
	 */
	public int count() {
		return this.requests.size();
	}

	/**
	 * Returns the requests in the order they were sent.
	 */
	public List<SdkRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Returns the number of items in all {@code TransactWriteItems} requests.
	 */
	public int writtenItems() {
		return this.requests.stream()
			.mapToInt((request) -> (request instanceof TransactWriteItemsRequest write) ? write.transactItems().size()
					: 0)
			.sum();
	}

	/**
	 * Returns the write units consumed by transactions.
	 */
	public double writeUnits() {
		return this.writeUnits.sum();
	}

}
