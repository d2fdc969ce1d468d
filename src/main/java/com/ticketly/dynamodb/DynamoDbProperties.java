package com.ticketly.dynamodb;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for DynamoDB.
 *
 * @param endpoint the endpoint; AWS by default
 * @param region the AWS region; taken from the environment by default
 * @param tablePrefix the prefix of table names
 * @param createTables whether missing tables and indexes are created at the start; by
 * default only if an endpoint is set
 * @param maxConnections the maximum number of concurrent requests
 * @param attemptTimeout the timeout of one attempt of a request
 * @param callTimeout the timeout of a request with all attempts of the SDK
 */
@ConfigurationProperties("ticketly.dynamodb")
public record DynamoDbProperties(@Nullable URI endpoint, @Nullable String region, @DefaultValue("") String tablePrefix,
		@Nullable Boolean createTables, @DefaultValue("256") int maxConnections,
		@DefaultValue("2s") Duration attemptTimeout, @DefaultValue("6s") Duration callTimeout) {

	boolean createsTables() {
		return (this.createTables != null) ? this.createTables : this.endpoint != null;
	}

}
