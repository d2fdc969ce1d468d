package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.LocalDynamoDb;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.SeatMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the service with tables of the version that had no indexes by month.
 */
class SlotMigrationTests {

	private static final Instant START = Instant.parse("2030-11-01T06:52:00Z");

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock)
		.with(this.dynamoDb.settings())
		.with("--ticketly.dynamodb.table-prefix=");

	private final DynamoDbClient client = DynamoDbClient.builder()
		.endpointOverride(this.dynamoDb.endpoint())
		.region(Region.of("local"))
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
		.httpClientBuilder(Apache5HttpClient.builder())
		.build();

	@BeforeEach
	void createTheOldTable() {
		LocalDynamoDb.disableLogging();
		this.client.createTable((request) -> request.tableName("slots")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(Stream.of("slotId", "status", "genre", "slotName", "startAndId")
				.map((name) -> AttributeDefinition.builder()
					.attributeName(name)
					.attributeType(ScalarAttributeType.S)
					.build())
				.toList())
			.keySchema(key("slotId", KeyType.HASH))
			.globalSecondaryIndexes(index("byTime", "status"), index("byGenre", "genre"), index("byName", "slotName")));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.dynamoDb.close();
	}

	private static GlobalSecondaryIndex index(String name, String partitionKey) {
		return GlobalSecondaryIndex.builder()
			.indexName(name)
			.keySchema(key(partitionKey, KeyType.HASH), key("startAndId", KeyType.RANGE))
			.projection((projection) -> projection.projectionType(ProjectionType.ALL))
			.build();
	}

	private static KeySchemaElement key(String attribute, KeyType type) {
		return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
	}

	/**
	 * Stores a slot of one section as the old version did.
	 */
	private SlotId store(String name, Instant start, Map<String, AttributeValue> more) {
		SlotId id = SlotId.create(this.clock.instant().minus(Duration.ofDays(60)));
		Instant end = start.plus(Duration.ofHours(3));
		Map<String, AttributeValue> item = new HashMap<>(Map.of("slotId", text(id.value()), "slotName", text(name),
				"slotDescription", text(""), "startTime", text(start.toString()), "endTime", text(end.toString()),
				"slotType", text("Movie"), "genre", text("Action"), "capacity", number(2)));
		Instant expiresAt = end.plus(Duration.ofHours(8));
		item.putAll(Map.of("sections", number(1), "expiresAt", number(expiresAt.getEpochSecond()), "status",
				text("Scheduled"), "startAndId", text(start + "#" + id), "purgeAt",
				number(expiresAt.plus(Duration.ofDays(365)).getEpochSecond()), "version", number(1)));
		item.putAll(more);
		this.client.putItem(PutItemRequest.builder().tableName("slots").item(item).build());
		return id;
	}

	private void storeSection(TicketlyInstance ticketly, SlotId slot) {
		VersionedTable<Section> sections = ticketly.bean(Tables.class).versioned(Sections.ITEMS);
		sections.replace(new Section(new SectionKey(slot, 0), 1, SeatMap.free(2), true, 1, DoorSeats.NONE, null, 0));
	}

	private static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	private static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}

	private static List<String> listed(TicketlyInstance ticketly, String query) {
		return ApiResponse.values(ticketly.get("/v1/slots?from=2030-01-01T00:00Z&" + query).json().get("items"),
				"slotId");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void listsBooksAndExpiresSlotsThatTheOldVersionStored(int instances) {
		SlotId expired = store("Past", START.minus(Duration.ofDays(100)), Map.of("status", text("Expired"), "expiredAt",
				text("2030-08-01T00:00:00Z"), "edition", number(1), "version", number(3)));
		SlotId canceled = store("Off", START.minusSeconds(60), Map.of("status", text("Canceled"), "cancelReason",
				text("The projector broke"), "edition", number(2), "version", number(2)));
		SlotId withoutEdition = store("Skyfall", START, Map.of());
		SlotId later = store("Spectre", START.plus(Duration.ofDays(40)), Map.of("edition", number(1)));

		List<TicketlyInstance> started = Concurrently.call(instances, (i) -> this.builder.start());
		try {
			TicketlyInstance ticketly = started.getLast();
			storeSection(ticketly, withoutEdition);

			assertThat(listed(ticketly, "limit=10")).containsExactly(expired.value(), canceled.value(),
					withoutEdition.value(), later.value());
			assertThat(listed(ticketly, "genre=Action")).hasSize(4);
			assertThat(listed(ticketly, "name=Skyfall")).containsExactly(withoutEdition.value());
			String ticket = ticketly.bookOne(withoutEdition.value(), "Ann");
			this.clock.moveTo(START.plus(Duration.ofDays(1)));
			assertThat(ticketly.postAsOperator("/expireTickets", "{}").json().get("expiredTickets").asInt()).isOne();
			assertThat(ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
				.isEqualTo("Expired");
			assertThat(ticketly.bean(Slots.class).due(this.clock.instant())).isEmpty();
		}
		finally {
			started.forEach(TicketlyInstance::close);
		}
	}

	@Test
	void replacesTheOldIndexesAndChangesNothingAtTheNextStart() {
		List<SlotId> slots = IntStream.range(0, 150)
			.mapToObj((i) -> store("Film " + i, START.plus(Duration.ofDays(i)), Map.of()))
			.toList();

		try (TicketlyInstance ticketly = this.builder.start()) {
			assertThat(ticketly.bean(Slots.class).list(SlotQuery.ALL, null, 10).slots().map(Slot::id))
				.containsExactlyElementsOf(slots);
		}
		assertThat(this.client.describeTable((request) -> request.tableName("slots")).table().globalSecondaryIndexes())
			.extracting(GlobalSecondaryIndexDescription::indexName)
			.containsExactlyInAnyOrder("byMonth", "byGenreMonth", "byName", "byExpiry");

		try (TicketlyInstance ticketly = this.builder.start()) {
			assertThat(ticketly.bean(Slots.class).read(slots.getFirst()).orElseThrow().version()).isEqualTo(2);
			assertThat(ticketly.bean(RequestRecorder.class).count(PutItemRequest.class)).isZero();
		}
	}

}
