package com.ticketly.dynamodb;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.ticketly.Concurrently;
import com.ticketly.slot.Slots;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of instances that create the same table at the same time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableChangesTests {

	private static final int INSTANCES = 8;

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();

	private final OutdatedDescriptions outdated = new OutdatedDescriptions();

	private final DynamoDbClient client = DynamoDbClient.builder()
		.endpointOverride(this.dynamoDb.endpoint())
		.region(Region.US_EAST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
		.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(this.outdated))
		.build();

	private final DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder()
		.dynamoDbClient(this.client)
		.extensions(List.of())
		.build();

	private final String table = UUID.randomUUID().toString();

	TableChangesTests() {
		LocalDynamoDb.disableLogging();
	}

	/**
	 * Lets one thread link the classes of the SDK. With JDK 25, an
	 * {@code IncompatibleClassChangeError} is possible if many threads do so at once.
	 */
	@BeforeAll
	void linkClasses() {
		create(this.table);
	}

	@AfterAll
	void stop() {
		this.client.close();
		this.dynamoDb.close();
	}

	private void create(String name) {
		new TableChanges(this.client).create(this.enhanced.table(name, Slots.TABLE.schema()), Slots.TABLE);
	}

	private TimeToLiveStatus timeToLive(String name) {
		return this.client.describeTimeToLive((request) -> request.tableName(name))
			.timeToLiveDescription()
			.timeToLiveStatus();
	}

	@RepeatedTest(5)
	void createsTheTableOnce() {
		String name = UUID.randomUUID().toString();

		Concurrently.call(INSTANCES, (i) -> {
			create(name);
			return i;
		});

		assertThat(new TableChanges(this.client).indexes(name)).contains("byMonth", "byGenreMonth", "byName",
				"byExpiry");
		assertThat(timeToLive(name)).isEqualTo(TimeToLiveStatus.ENABLED);
	}

	/**
	 * DynamoDB refuses to enable time to live twice, but may describe the table as it was
	 * before.
	 */
	@Test
	void acceptsThatAnotherInstanceHasJustEnabledTimeToLive() {
		this.outdated.next(2);

		create(this.table);

		assertThat(timeToLive(this.table)).isEqualTo(TimeToLiveStatus.ENABLED);
	}

	/**
	 * Replaces descriptions of time to live by those of a table that does not have it.
	 */
	private static final class OutdatedDescriptions implements ExecutionInterceptor {

		private final AtomicInteger remaining = new AtomicInteger();

		void next(int descriptions) {
			this.remaining.set(descriptions);
		}

		@Override
		public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
			return (context.response() instanceof DescribeTimeToLiveResponse response
					&& this.remaining.getAndUpdate((count) -> Math.max(0, count - 1)) > 0)
							? response.toBuilder()
								.timeToLiveDescription((ttl) -> ttl.timeToLiveStatus(TimeToLiveStatus.DISABLED))
								.build()
							: context.response();
		}

	}

}
