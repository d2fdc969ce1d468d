package com.ticketly.dynamodb;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for reaching DynamoDB.
 *
 * @param endpoint where DynamoDB answers; AWS when absent
 * @param region the AWS region; taken from the environment when absent
 * @param tablePrefix what table names begin with
 * @param createTables whether missing tables are made at the start; only at an endpoint
 * of one's own when absent
 * @param maxConnections how many requests may be under way at once
 * @param attemptTimeout how long one try of a request may take
 * @param callTimeout how long a request may take with the tries of the SDK
 */
@ConfigurationProperties("ticketly.dynamodb")
public record DynamoDbProperties(@Nullable URI endpoint, @Nullable String region, @DefaultValue("") String tablePrefix,
		@Nullable Boolean createTables, @DefaultValue("256") int maxConnections,
		@DefaultValue("2s") Duration attemptTimeout, @DefaultValue("6s") Duration callTimeout) {

	boolean createsTables() {
		return (this.createTables != null) ? this.createTables : this.endpoint != null;
	}

}
