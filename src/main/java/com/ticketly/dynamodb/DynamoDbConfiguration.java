package com.ticketly.dynamodb;

import java.util.List;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the clients for DynamoDB.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DynamoDbProperties.class)
class DynamoDbConfiguration {

	@Bean
	SdkHttpClient dynamoDbHttpClient(DynamoDbProperties properties) {
		return new InterruptibleHttpClient(
				Apache5HttpClient.builder().maxConnections(properties.maxConnections()).build());
	}

	/**
	 * Creates the client. Its credentials come from the environment, unless there is a
	 * bean that provides them.
	 */
	@Bean
	DynamoDbClient dynamoDbClient(DynamoDbProperties properties, SdkHttpClient httpClient,
			List<ExecutionInterceptor> interceptors, ObjectProvider<AwsCredentialsProvider> credentials) {
		DynamoDbClientBuilder client = DynamoDbClient.builder()
			.httpClient(httpClient)
			.overrideConfiguration((configuration) -> configuration.executionInterceptors(interceptors)
				.apiCallAttemptTimeout(properties.attemptTimeout())
				.apiCallTimeout(properties.callTimeout()));
		credentials.ifAvailable(client::credentialsProvider);
		if (properties.endpoint() != null) {
			client.endpointOverride(properties.endpoint());
		}
		if (properties.region() != null) {
			client.region(Region.of(properties.region()));
		}
		else if (properties.endpoint() != null) {
			// A region is required to sign requests; this endpoint accepts any.
			client.region(Region.US_EAST_1);
		}
		return client.build();
	}

	@Bean
	DynamoDbEnhancedClient dynamoDbEnhancedClient(DynamoDbClient client) {
		// No extensions, because the items set their versions themselves.
		return DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
	}

}
