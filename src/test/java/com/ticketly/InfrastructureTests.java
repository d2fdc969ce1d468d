package com.ticketly;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the tables and permissions that {@code infra} deploys with what the service
 * uses.
 */
class InfrastructureTests {

	private final JsonNode tables = JsonMapper.shared()
		.readTree(Path.of("infra/src/main/resources/tables.json").toFile());

	private static Collection<TableDefinition<?>> definitions() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("com.ticketly")
			.stream()
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> field.getModifiers().contains(JavaModifier.STATIC))
			.filter((field) -> field.getRawType().isEquivalentTo(TableDefinition.class))
			.<TableDefinition<?>>map(InfrastructureTests::value)
			.toList();
	}

	private static TableDefinition<?> value(JavaField field) {
		try {
			Field definition = field.reflect();
			definition.setAccessible(true);
			return (TableDefinition<?>) Objects.requireNonNull(definition.get(null));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void definesTheTablesOfTheService() {
		Map<String, JsonNode> expected = new TreeMap<>();
		definitions().forEach((definition) -> expected.put(definition.name(), describe(definition)));
		Map<String, JsonNode> found = new TreeMap<>();
		this.tables.forEach((table) -> found.put(table.get("name").asString(), withoutActions(table)));

		assertThat(found).hasSize(9).isEqualTo(expected);
	}

	/**
	 * Describes a table in the format of {@code tables.json}.
	 */
	private static JsonNode describe(TableDefinition<?> definition) {
		TableMetadata metadata = definition.schema().tableMetadata();
		ObjectNode table = keys(definition.name(), metadata, TableMetadata.primaryIndexName());
		if (definition.purges()) {
			table.put("timeToLive", TableDefinition.PURGE_AT);
		}
		var indexes = table.putArray("indexes");
		metadata.indices()
			.stream()
			.map((index) -> index.name())
			.filter((name) -> !name.equals(TableMetadata.primaryIndexName()))
			.sorted()
			.forEach((name) -> indexes
				.add(keys(name, metadata, name).put("projection", definition.projection().toString())));
		return table;
	}

	private static ObjectNode keys(String name, TableMetadata metadata, String index) {
		ObjectNode described = JsonNodeFactory.instance.objectNode().put("name", name);
		BiConsumer<String, String> key = (role, attribute) -> described.putObject(role)
			.put("name", attribute)
			.put("type", metadata.scalarAttributeType(attribute).orElseThrow().toString());
		key.accept("partitionKey", metadata.indexPartitionKey(index));
		metadata.indexSortKey(index).ifPresent((attribute) -> key.accept("sortKey", attribute));
		return described;
	}

	private static JsonNode withoutActions(JsonNode table) {
		ObjectNode described = (ObjectNode) table.deepCopy();
		described.remove("actions");
		described.get("indexes").forEach((index) -> ((ObjectNode) index).remove("actions"));
		return described;
	}

	@Test
	void allowsExactlyTheActionsThatTheServiceUses() {
		Map<String, Set<String>> allowed = new TreeMap<>();
		this.tables.forEach((table) -> {
			String name = table.get("name").asString();
			allowed.put(name, actions(table));
			table.get("indexes")
				.forEach((index) -> allowed.put(name + "/index/" + index.get("name").asString(), actions(index)));
		});

		assertThat(actionsOfEveryUseCase()).isEqualTo(allowed);
	}

	private static Set<String> actions(JsonNode node) {
		return node.get("actions").valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, Set<String>> actionsOfEveryUseCase() {
		TestClock clock = TestClock.at("2030-10-01T00:00:00Z");
		TicketlyInstance.Builder builder = TicketlyInstance.builder()
			.with(clock)
			.with("--ticketly.sales.deadline=1s", "--logging.threshold.console=off");
		try (TicketlyInstance ticketly = builder.start(); TicketlyInstance restarted = builder.start()) {
			List<RequestRecorder> watches = List.of(ticketly.bean(RequestRecorder.class),
					restarted.bean(RequestRecorder.class));
			// On AWS, instances do not create tables.
			watches.forEach(RequestRecorder::clear);
			String slot = ticketly.schedule("Skyfall", 20);
			String other = ticketly.schedule("Spectre", 600);
			bookAndRead(ticketly, slot, other);
			bookAndRead(restarted, slot, other);
			abandonABooking(ticketly, slot);
			retryWithTheSameKey(ticketly, slot);
			touch(ticketly, slot);
			rotateAKey(ticketly);
			scheduleInAHall(ticketly);
			clock.moveTo(Instant.parse("2030-11-01T12:00:00Z"));
			scanTwice(ticketly, slot);
			clock.moveTo(Instant.parse("2030-11-02T00:00:00Z"));
			assertThat(ticketly.postAsOperator("/expireTickets", "{}").json().get("expiredTickets").asInt())
				.isPositive();

			Map<String, Set<String>> seen = new TreeMap<>();
			Stream
				.concat(watches.stream().flatMap((watch) -> watch.requests().stream()), joinAndLeave(builder).stream())
				.forEach((request) -> actions(request,
						(table, action) -> seen
							.computeIfAbsent(table.substring(ticketly.tablePrefix().length()),
									(name) -> new TreeSet<>())
							.add(action)));
			return seen;
		}
	}

	/**
	 * Starts and stops an instance that looks for others.
	 * @return the requests of the instance, without those that create tables
	 */
	private static List<SdkRequest> joinAndLeave(TicketlyInstance.Builder builder) {
		builder.with("--ticketly.fleet.secret=only for tests").start().close();
		TicketlyInstance member = builder.with("--ticketly.dynamodb.create-tables=false").start();
		RequestRecorder watch = member.bean(RequestRecorder.class);
		member.close();
		return watch.requests();
	}

	private static void bookAndRead(TicketlyInstance ticketly, String slot, String other) {
		String ticket = ticketly.bookOne(slot, "Ann");
		String moved = ticketly.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(other))
			.json()
			.get("ticketId")
			.asString();
		String user = ticketly.get("/v1/tickets/" + moved + "/user").json().get("userId").asString();
		assertThat(ticketly.delete("/v1/tickets/" + moved).status()).isEqualTo(200);
		ticketly.bookOne(slot, "Ann");
		for (String path : List.of("/v1/slots", "/v1/slots?genre=Action", "/v1/slots?name=Skyfall&available=true",
				"/v1/slots/" + slot, "/v1/slots/" + slot + "/tickets", "/v1/tickets/" + moved, "/v1/users/" + user,
				"/v1/users/" + user + "/tickets", "/v1/box-office/bookings?name=ann", "/actuator/health/dynamodb")) {
			assertThat(ticketly.getAsOperator(path).status()).as(path).isEqualTo(200);
		}
		assertThat(ticketly.post("/getAllMovieSlots").status()).isEqualTo(200);
		assertThat(ticketly.postAsOperator("/getAllTicketsForMovieSlot", """
				{"movieName":"Skyfall","movieStartTime":"2030-11-01 12:22"}""").status()).isEqualTo(200);
	}

	/**
	 * Scans a ticket twice at the door, and counts admissions.
	 */
	private static void scanTwice(TicketlyInstance ticketly, String slot) {
		String ticket = ticketly.bookOne(slot, "Ann");
		for (String id : List.of("first", "second")) {
			assertThat(ticketly
				.postAsOperator("/v1/slots/" + slot + "/admissions",
						"{\"scans\":[{\"scanId\":\"%s\",\"gate\":\"North\",\"ticketId\":\"%s\"}]}".formatted(id,
								ticket))
				.status()).isEqualTo(200);
		}
		assertThat(ticketly.getAsOperator("/v1/slots/" + slot + "/admissions").json().get("in").asInt()).isOne();
	}

	/**
	 * Makes the caller of a booking time out, so that the service undoes the booking.
	 */
	private static void abandonABooking(TicketlyInstance ticketly, String slot) {
		FaultyHttpClient connection = ticketly.bean(FaultyHttpClient.class);
		int before = ticketly.availTickets(slot);
		connection.set(Fault.RESPONSE_LOST);
		assertThat(ticketly.book(slot, "Ann", 3).status()).isEqualTo(503);
		connection.set(Fault.NONE);
		while (ticketly.availTickets(slot) != before) {
			ticketly.delete("/v1/tickets/" + bookIfPossible(ticketly, slot).orElse(""));
		}
	}

	private static Optional<String> bookIfPossible(TicketlyInstance ticketly, String slot) {
		ApiResponse answer = ticketly.book(slot, "Ann", 1);
		return (answer.status() == 201) ? Optional.of(answer.json().get(0).get("ticketId").asString())
				: Optional.empty();
	}

	/**
	 * Makes a request with an idempotency key time out, and sends it again.
	 */
	private static void retryWithTheSameKey(TicketlyInstance ticketly, String slot) {
		FaultyHttpClient connection = ticketly.bean(FaultyHttpClient.class);
		Supplier<ApiResponse> request = () -> ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot),
				"Idempotency-Key", slot);
		connection.set(Fault.REQUEST_LOST);
		assertThat(request.get().status()).isEqualTo(503);
		connection.set(Fault.NONE);
		while (request.get().status() == 503) {
			Thread.onSpinWait();
		}
	}

	/**
	 * Raises the version of a section, as a group commit does after repeated conflicts
	 * with other instances. Conflicts depend on timing, so the test does not provoke
	 * them.
	 */
	private static void touch(TicketlyInstance ticketly, String slot) {
		assertThat(ticketly.bean(Sections.class).touch(new SectionKey(new SlotId(slot), 0))).isPresent();
	}

	private static void scheduleInAHall(TicketlyInstance ticketly) {
		String hall = ticketly.postAsOperator("/v1/halls", """
				{"name":"Hall 1","seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":4}]}]}}""")
			.json()
			.get("hallId")
			.asString();
		assertThat(
				ticketly
					.postAsOperator("/v1/slots",
							"""
									{"slotName":"Metropolis","slotDescription":"","startTime":"2030-11-03 20:00",
									"endTime":"2030-11-03 22:00","slotType":"Movie","genre":"SciFi","hallId":"%s"}"""
								.formatted(hall))
					.status())
			.isEqualTo(201);
		assertThat(ticketly.get("/v1/halls").status()).isEqualTo(200);
		createAShow(ticketly, hall);
	}

	private static void createAShow(TicketlyInstance ticketly, String hall) {
		String show = ticketly.postAsOperator("/v1/shows", """
				{"title":"Metropolis","description":"","type":"Movie","genre":"SciFi","runningMinutes":120,
				"startTimes":["2030-11-04 20:00","2030-11-05 20:00"],"hallId":"%s"}""".formatted(hall))
			.json()
			.get("showId")
			.asString();
		assertThat(ticketly.get("/v1/shows/" + show + "/slots").json().get("items")).hasSize(2);
		assertThat(ticketly.postAsOperator("/v1/shows/" + show + "/cancel", "{\"reason\":\"Fire\"}").status())
			.isEqualTo(200);
	}

	private static void rotateAKey(TicketlyInstance ticketly) {
		String key = ticketly.postAsOperator("/v1/keys", "{\"name\":\"cron\",\"scopes\":[\"expiry\"]}")
			.json()
			.get("keyId")
			.asString();
		assertThat(ticketly.postAsOperator("/v1/keys/" + key + "/rotate", "{}").status()).isEqualTo(200);
	}

	private static void actions(SdkRequest request, BiConsumer<String, String> seen) {
		switch (request) {
			case GetItemRequest get -> seen.accept(get.tableName(), "GetItem");
			case PutItemRequest put -> seen.accept(put.tableName(), "PutItem");
			case DeleteItemRequest delete -> seen.accept(delete.tableName(), "DeleteItem");
			case UpdateItemRequest update -> seen.accept(update.tableName(), "UpdateItem");
			case BatchGetItemRequest get ->
				get.requestItems().keySet().forEach((table) -> seen.accept(table, "BatchGetItem"));
			case QueryRequest query -> seen.accept(
					query.tableName() + ((query.indexName() != null) ? "/index/" + query.indexName() : ""), "Query");
			case TransactWriteItemsRequest write -> write.transactItems().forEach((item) -> actions(item, seen));
			default -> throw new AssertionError("No action is known for " + request);
		}
	}

	/**
	 * Adds the action that DynamoDB authorizes for an item of a transaction.
	 */
	private static void actions(TransactWriteItem item, BiConsumer<String, String> seen) {
		if (item.put() != null) {
			seen.accept(item.put().tableName(), "PutItem");
		}
		if (item.update() != null) {
			seen.accept(item.update().tableName(), "UpdateItem");
		}
		if (item.delete() != null) {
			seen.accept(item.delete().tableName(), "DeleteItem");
		}
		if (item.conditionCheck() != null) {
			seen.accept(item.conditionCheck().tableName(), "ConditionCheckItem");
		}
	}

}
