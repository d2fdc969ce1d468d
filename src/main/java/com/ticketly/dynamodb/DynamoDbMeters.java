package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import org.springframework.stereotype.Component;

/**
 * Measures the calls to DynamoDB: their duration, how often they were retried, and the
 * capacity units they consumed. DynamoDB does not report the units of canceled
 * transactions, so these are missing.
 */
@Component
class DynamoDbMeters implements ExecutionInterceptor {

	private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("TicketlyCall");

	private static final Set<Class<?>> READS = Set.of(GetItemResponse.class, BatchGetItemResponse.class,
			QueryResponse.class);

	private final String tablePrefix;

	private final MeterProvider<Timer> calls;

	private final MeterProvider<Counter> writeUnits;

	private final MeterProvider<Counter> readUnits;

	private final Counter retries;

	DynamoDbMeters(MeterRegistry registry, DynamoDbProperties properties) {
		this.tablePrefix = properties.tablePrefix();
		this.calls = Timer.builder("dynamodb.calls").description("Calls to DynamoDB").withRegistry(registry);
		this.writeUnits = Counter.builder("ticketly.write.units")
			.description("Consumed write units")
			.withRegistry(registry);
		this.readUnits = Counter.builder("ticketly.read.units")
			.description("Consumed read units")
			.withRegistry(registry);
		this.retries = retries(registry);
	}

	static Counter retries(MeterRegistry registry) {
		return Counter.builder("ticketly.retries").description("Retried requests").register(registry);
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		attributes.putAttribute(CALL, new Call());
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		SdkField<?> returned = context.request().sdkFieldNameToField().get("ReturnConsumedCapacity");
		if (returned == null) {
			return context.request();
		}
		SdkRequest.Builder request = context.request().toBuilder();
		returned.set(request, ReturnConsumedCapacity.TOTAL.toString());
		return request.build();
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
		count(context.response());
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		record(attributes, context.exception().getClass().getSimpleName());
	}

	private void record(ExecutionAttributes attributes, String error) {
		this.calls.withTags("operation", attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), "error", error)
			.record(Duration.ofNanos(System.nanoTime() - attributes.getAttribute(CALL).start));
	}

	private void count(SdkResponse response) {
		MeterProvider<Counter> units = READS.contains(response.getClass()) ? this.readUnits : this.writeUnits;
		// The responses to requests for several tables contain a list.
		response.getValueForField("ConsumedCapacity", Object.class)
			.stream()
			.flatMap((consumed) -> (consumed instanceof List<?> tables) ? tables.stream() : Stream.of(consumed))
			.map(ConsumedCapacity.class::cast)
			.forEach((table) -> units.withTag("table", table.tableName().substring(this.tablePrefix.length()))
				.increment(table.capacityUnits()));
	}

	/**
	 * A call in progress. It may move between threads, but only one uses it at a time.
	 */
	private static final class Call {

		private final long start = System.nanoTime();

		private boolean sent;

	}

}
