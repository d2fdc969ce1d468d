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
 * Watches what is asked of DynamoDB, and what it costs. A {@code Scan} fails whatever
 * asks for it.
 */
public final class RequestRecorder implements ExecutionInterceptor {

	private final Queue<SdkRequest> requests = new ConcurrentLinkedQueue<>();

	private final DoubleAdder writeUnits = new DoubleAdder();

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		if (context.request() instanceof ScanRequest scan) {
			throw new AssertionError("Nothing may scan " + scan.tableName());
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

	public void clear() {
		this.requests.clear();
		this.writeUnits.reset();
	}

	/**
	 * Returns how many requests of a type were sent.
	 */
	public long count(Class<? extends SdkRequest> type) {
		return this.requests.stream().filter(type::isInstance).count();
	}

	public int count() {
		return this.requests.size();
	}

	public List<SdkRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Returns how many items were sent to be written in transactions.
	 */
	public int writtenItems() {
		return this.requests.stream()
			.mapToInt((request) -> (request instanceof TransactWriteItemsRequest write) ? write.transactItems().size()
					: 0)
			.sum();
	}

	/**
	 * Returns the write units of transactions.
	 */
	public double writeUnits() {
		return this.writeUnits.sum();
	}

}
