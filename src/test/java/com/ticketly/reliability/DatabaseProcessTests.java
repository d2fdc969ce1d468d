package com.ticketly.reliability;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.ticketly.Concurrently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the database which is killed is as durable as DynamoDB.
 */
class DatabaseProcessTests {

	private static final String TABLE = "acknowledged";

	@Test
	void keepsWhatItHasAcknowledged(@TempDir Path folder) {
		DatabaseProcess database = DatabaseProcess.start(folder);
		try (DynamoDbClient client = client(database)) {
			client.createTable((table) -> table.tableName(TABLE)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
				.attributeDefinitions(AttributeDefinition.builder()
					.attributeName("id")
					.attributeType(ScalarAttributeType.S)
					.build()));
			for (int kill = 0; kill < 5; kill++) {
				List<String> ids = IntStream.range(5 * kill, 5 * kill + 5).mapToObj(Integer::toString).toList();
				Concurrently.call(ids.size(), (i) -> client.transactWriteItems((transaction) -> transaction
					.transactItems((item) -> item.put((put) -> put.tableName(TABLE).item(item(ids.get(i)))))));
				database.killAndRestart();

				assertThat(ids)
					.allMatch((id) -> client.getItem((get) -> get.tableName(TABLE).key(item(id)).consistentRead(true))
						.hasItem());
			}
		}
		finally {
			database.close();
		}
	}

	private static Map<String, AttributeValue> item(String id) {
		return Map.of("id", AttributeValue.fromS(id));
	}

	private static DynamoDbClient client(DatabaseProcess database) {
		return DynamoDbClient.builder()
			.endpointOverride(URI.create(database.settings()[0].split("=", 2)[1]))
			.region(Region.of("local"))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.build();
	}

}
