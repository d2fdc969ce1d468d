package com.ticketly.dynamodb;

import java.time.Duration;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import org.springframework.stereotype.Component;

/**
 * Limits each call to DynamoDB, with all its attempts, to the time that is left until the
 * deadline of its thread.
 */
@Component
record DeadlineInterceptor(DynamoDbProperties properties) implements ExecutionInterceptor {

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		return Deadline.current()
			.<SdkRequest>map((deadline) -> limit((DynamoDbRequest) context.request(), deadline))
			.orElse(context.request());
	}

	private DynamoDbRequest limit(DynamoDbRequest request, Deadline deadline) {
		long remaining = deadline.remainingNanos();
		if (remaining == 0) {
			throw Deadline.exceeded();
		}
		if (remaining >= this.properties.callTimeout().toNanos()) {
			return request;
		}
		AwsRequestOverrideConfiguration configuration = request.overrideConfiguration()
			.map(AwsRequestOverrideConfiguration::toBuilder)
			.orElseGet(AwsRequestOverrideConfiguration::builder)
			// The SDK counts milliseconds, and 0 would be no limit.
			.apiCallTimeout(Duration.ofNanos(remaining).plusMillis(1))
			.build();
		return (DynamoDbRequest) request.toBuilder().overrideConfiguration(configuration).build();
	}

}
