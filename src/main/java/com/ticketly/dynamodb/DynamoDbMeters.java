package com.ticketly.dynamodb;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import org.springframework.stereotype.Component;

/**
 * Measures the calls to DynamoDB: their duration, how often they were retried, and the
 * capacity units they consumed. DynamoDB does not report the units of canceled
 * transactions, so these are missing.
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
		this.calls = Timer.builder("dynamodb.calls").description("Calls to DynamoDB").withRegistry(registry);
		this.writeUnits = Counter.builder("ticketly.write.units")
			.description("Consumed write units")
			.withRegistry(registry);
		this.readUnits = Counter.builder("ticketly.read.units")
			.description("Consumed read units")
			.withRegistry(registry);
		this.retries = retries(registry);
	}

	/**
	 * Returns the counter of retried requests.
	 */
	static Counter retries(MeterRegistry registry) {
		return Counter.builder("ticketly.retries").description("Retried requests").register(registry);
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		attributes.putAttribute(CALL, new Call());
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		return ConsumedUnits.request(context.request());
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
		ConsumedUnits.of(context.response()).ifPresent(this::count);
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		record(attributes, context.exception().getClass().getSimpleName());
	}

	private void record(ExecutionAttributes attributes, String error) {
		this.calls.withTags("operation", attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), "error", error)
			.record(Duration.ofNanos(System.nanoTime() - attributes.getAttribute(CALL).start));
	}

	private void count(ConsumedUnits consumed) {
		MeterProvider<Counter> units = consumed.isWrite() ? this.writeUnits : this.readUnits;
		consumed.tables()
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
