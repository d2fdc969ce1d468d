package com.ticketly.dynamodb;

import java.time.Duration;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Enables time to live for tables. Several instances may do this at once.
 */
final class TimeToLive {

	/**
	 * How long the description of a table may be out of date.
	 */
	private static final Duration DESCRIBED_WITHIN = Duration.ofSeconds(10);

	private final DynamoDbClient client;

	private final Waiter<DescribeTimeToLiveResponse> enabled = Waiter.builder(DescribeTimeToLiveResponse.class)
		.overrideConfiguration((waiter) -> waiter.waitTimeout(DESCRIBED_WITHIN)
			.maxAttempts(Integer.MAX_VALUE)
			.backoffStrategyV2(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1))))
		.addAcceptor(WaiterAcceptor.successOnResponseAcceptor(TimeToLive::isEnabled))
		.addAcceptor(WaiterAcceptor.retryOnResponseAcceptor((response) -> true))
		.build();

	TimeToLive(DynamoDbClient client) {
		this.client = client;
	}

	/**
	 * Enables time to live for a table that does not have it.
	 */
	void enable(String table) {
		if (isEnabled(describe(table))) {
			return;
		}
		try {
			this.client.updateTimeToLive((request) -> request.tableName(table)
				.timeToLiveSpecification((ttl) -> ttl.attributeName(TableDefinition.PURGE_AT).enabled(true)));
		}
		catch (DynamoDbException ex) {
			// DynamoDB refuses what another instance has done in the meantime.
			if (!isEnabledSoon(table)) {
				throw ex;
			}
		}
	}

	private DescribeTimeToLiveResponse describe(String table) {
		return this.client.describeTimeToLive((request) -> request.tableName(table));
	}

	private static boolean isEnabled(DescribeTimeToLiveResponse response) {
		return response.timeToLiveDescription().timeToLiveStatus() != TimeToLiveStatus.DISABLED;
	}

	/**
	 * Returns whether time to live is enabled within {@link #DESCRIBED_WITHIN}.
	 */
	private boolean isEnabledSoon(String table) {
		try {
			this.enabled.run(() -> describe(table));
			return true;
		}
		catch (SdkClientException ex) {
			return false;
		}
	}

}
