package com.ticketly.dynamodb;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
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

import org.springframework.stereotype.Component;

/**
 * Measures the calls of DynamoDB: their time, how often they were sent again, and the
 * units they were charged. What a refused transaction was charged is not told, so it is
 * missing.
 */
@Component
class DynamoDbMeters implements ExecutionInterceptor {

	private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("TicketlyCall");

	private final String tablePrefix;

	private final MeterProvider<Timer> calls;

	private final MeterProvider<Counter> writeUnits;

	private final MeterProvider<Counter> readUnits;

	private final Counter retries;

	DynamoDbMeters(MeterRegistry registry, DynamoDbProperties properties) {
		this.tablePrefix = properties.tablePrefix();
		this.calls = Timer.builder("dynamodb.calls").description("Calls of DynamoDB").withRegistry(registry);
		this.writeUnits = Counter.builder("ticketly.write.units")
			.description("Write units that were charged")
			.withRegistry(registry);
		this.readUnits = Counter.builder("ticketly.read.units")
			.description("Read units that were charged")
			.withRegistry(registry);
		this.retries = retries(registry);
	}

	/**
	 * Returns what counts requests that are sent again.
	 */
	static Counter retries(MeterRegistry registry) {
		return Counter.builder("ticketly.retries").description("Requests that were sent again").register(registry);
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		attributes.putAttribute(CALL, new Call());
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		return switch (context.request()) {
			case TransactWriteItemsRequest write ->
				write.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case UpdateItemRequest update ->
				update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case DeleteItemRequest delete ->
				delete.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case BatchGetItemRequest get ->
				get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			case QueryRequest query -> query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
			default -> context.request();
		};
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		Call call = attributes.getAttribute(CALL);
		if (call.sent) {
			this.retries.increment();
		}
		call.sent = true;
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		record(attributes, "none");
		countUnits(context.response());
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		record(attributes, context.exception().getClass().getSimpleName());
	}

	private void record(ExecutionAttributes attributes, String error) {
		this.calls.withTags("operation", attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), "error", error)
			.record(Duration.ofNanos(System.nanoTime() - attributes.getAttribute(CALL).start));
	}

	private void countUnits(SdkResponse response) {
		switch (response) {
			case TransactWriteItemsResponse write -> write.consumedCapacity().forEach(this::countWrite);
			case PutItemResponse put -> countWrite(put.consumedCapacity());
			case UpdateItemResponse update -> countWrite(update.consumedCapacity());
			case DeleteItemResponse delete -> countWrite(delete.consumedCapacity());
			case GetItemResponse get -> countRead(get.consumedCapacity());
			case BatchGetItemResponse get -> get.consumedCapacity().forEach(this::countRead);
			case QueryResponse query -> countRead(query.consumedCapacity());
			default -> {
				// It has no price.
			}
		}
	}

	private void countWrite(@Nullable ConsumedCapacity consumed) {
		count(this.writeUnits, consumed);
	}

	private void countRead(@Nullable ConsumedCapacity consumed) {
		count(this.readUnits, consumed);
	}

	private void count(MeterProvider<Counter> units, @Nullable ConsumedCapacity consumed) {
		if (consumed != null) {
			units.withTag("table", consumed.tableName().substring(this.tablePrefix.length()))
				.increment(consumed.capacityUnits());
		}
	}

	/**
	 * A call that is under way. One thread after the other uses it.
	 */
	private static final class Call {

		private final long start = System.nanoTime();

		private boolean sent;

	}

}
