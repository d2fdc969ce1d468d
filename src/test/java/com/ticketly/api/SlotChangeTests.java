package com.ticketly.api;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.BookingReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests changes of slots on sale by operators, on two instances.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlotChangeTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	private ApiResponse patch(String slot, String json, String... headers) {
		return this.one.send(this.one.requestAsOperator("/v1/slots/" + slot, headers)
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	private String tag(String slot) {
		return this.one.get("/v1/slots/" + slot).header("ETag");
	}

	private ApiResponse bookByName(String name, String start) {
		return this.other.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotName":"%s","startTime":"%s","numTickets":1}"""
			.formatted(name, start));
	}

	@Test
	void appliesAChangeOnEveryInstance() {
		String slot = this.one.schedule("Old name", 20);
		assertThat(bookByName("Old name", "2030-11-01 12:22").status()).isEqualTo(201);

		ApiResponse answer = patch(slot, "{\"slotName\":\"New name\",\"startTime\":\"2030-11-01 13:00\"}", "If-Match",
				tag(slot));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("slotName").asString()).isEqualTo("New name");
		assertThat(answer.json().get("availTickets").asInt()).isEqualTo(19);
		assertThat(answer.header("ETag")).isEqualTo(tag(slot));
		assertThat(this.other.get("/v1/slots/" + slot).json().get("slotName").asString()).isEqualTo("New name");
		assertThat(bookByName("Old name", "2030-11-01 12:22").problem()).isEqualTo("slot-not-found");
		assertThat(bookByName("New name", "2030-11-01 13:00").status()).isEqualTo(201);
		assertThat(this.other.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void refusesAChangeOfAnOutdatedVersionButIgnoresSales() {
		String slot = this.one.schedule("Skyfall", 20);
		String tag = tag(slot);
		this.other.bookOne(slot, "Ann");

		assertThat(patch(slot, "{\"genre\":\"Drama\"}").status()).isEqualTo(428);
		assertThat(patch(slot, "{\"genre\":\"Drama\"}", "If-Match", tag).status()).isEqualTo(200);
		assertThat(patch(slot, "{\"genre\":\"Action\"}", "If-Match", tag).status()).isEqualTo(412);
		assertThat(patch(slot, "{\"genre\":\"Action\"}", "If-Match", "\"nonsense\"").status()).isEqualTo(412);
		assertThat(patch(slot, "{\"genre\":\"Action\"}", "If-Match", "\"nonsense\", " + tag(slot)).status())
			.isEqualTo(200);
		assertThat(patch(slot, "{\"genre\":\"Drama\"}", "If-Match", "*").status()).isEqualTo(200);
	}

	@Test
	void appliesOneOfSeveralConcurrentChanges() {
		String slot = this.one.schedule("Skyfall", 20);
		String tag = tag(slot);

		List<ApiResponse> answers = Concurrently.call(10,
				(i) -> patch(slot, "{\"slotDescription\":\"%d\"}".formatted(i), "If-Match", tag));

		assertThat(answers.stream().filter((answer) -> answer.status() == 200)).hasSize(1);
		assertThat(answers.stream().filter((answer) -> answer.status() == 412)).hasSize(9);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"endTime\":\"2030-11-01 12:22\"}", "{\"endTime\":\"soon\"}" })
	void refusesInvalidTimes(String change) {
		String slot = this.one.schedule("Skyfall", 20);

		assertThat(patch(slot, change, "If-Match", "*").invalidFields()).containsExactly("endTime");
		assertThat(patch(slot, "{}", "If-Match", "*").invalidFields()).containsExactly("body");
	}

	@Test
	void stopsSalesWhenTheEndIsMovedToThePast() {
		String slot = this.one.schedule("Skyfall", 20);
		this.other.bookOne(slot, "Ann");

		String now = Instant.now().minusSeconds(60).toString();
		patch(slot, "{\"startTime\":\"2020-01-01 10:00\",\"endTime\":\"%s\"}".formatted(now), "If-Match", "*");

		assertThat(this.other.book(slot, "Ann", 1).problem()).isEqualTo("sales-closed");
	}

	@Test
	void keepsBookingsAsLongAsTheSlot() {
		String slot = this.one.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action",
				"seatingPlan":{"sections":[{"name":"S","rows":[{"row":"A","seats":9}]}]}}""")
			.json()
			.get("slotId")
			.asString();
		String booking = book(slot);

		patch(slot, "{\"startTime\":\"2033-11-01 12:22\",\"endTime\":\"2033-11-01 15:22\"}", "If-Match", "*");

		String purgeAt = Long.toString(Instant.parse("2034-11-01T23:22:00Z").getEpochSecond());
		assertThat(purgeAt("slots", Map.of("slotId", slot))).isEqualTo(purgeAt);
		assertThat(purgeAt("slots", Map.of("slotId", slot + "#seating"))).isEqualTo(purgeAt);
		assertThat(purgeAt("bookings", Map.of("section", slot + "#0", "bookingId", booking))).isEqualTo(purgeAt);
		assertThat(this.one.bean(Sections.class).find(new SectionKey(new SlotId(slot), 0)))
			.hasValueSatisfying((section) -> assertThat(section.purgeAt()).isEqualTo(Long.valueOf(purgeAt)));

		patch(slot, "{\"startTime\":\"2032-11-01 12:22\",\"endTime\":\"2032-11-01 15:22\"}", "If-Match", "*");

		String earlier = Long.toString(Instant.parse("2033-11-01T23:22:00Z").getEpochSecond());
		assertThat(purgeAt("slots", Map.of("slotId", slot))).isEqualTo(earlier);
		assertThat(purgeAt("slots", Map.of("slotId", slot + "#seating"))).as("not reduced").isEqualTo(purgeAt);
		assertThat(purgeAt("bookings", Map.of("section", slot + "#0", "bookingId", booking))).isEqualTo(earlier);
	}

	/**
	 * Books a ticket, and returns the sort key of the booking.
	 */
	private String book(String slot) {
		String id = this.other.book(slot, "Ann", 1).json().get(0).get("bookingId").asString();
		return BookingReference.parse(id).orElseThrow().booking().value();
	}

	private String purgeAt(String table, Map<String, String> key) {
		return this.one.bean(DynamoDbClient.class)
			.getItem((request) -> request.tableName(this.one.tablePrefix() + table)
				.key(key.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (part) -> AttributeValue.fromS(part.getValue())))))
			.item()
			.getOrDefault(TableDefinition.PURGE_AT, AttributeValue.fromN("0"))
			.n();
	}

	@Test
	void completesAnIncompleteChangeWhenItIsRepeated() {
		String slot = this.one.schedule("Skyfall", 20);
		String booking = book(slot);
		String tag = tag(slot);
		Instant end = Instant.parse("2033-11-01T15:22:00Z");
		Slots slots = this.one.bean(Slots.class);
		this.one.bean(SlotSchedule.class)
			.change(slots.read(new SlotId(slot)).orElseThrow(), new SlotChange(null, null, null, end, null, null),
					false);

		ApiResponse other = patch(slot, "{\"endTime\":\"2033-11-01 15:23\"}", "If-Match", tag);
		ApiResponse again = patch(slot, "{\"endTime\":\"2033-11-01 15:22\"}", "If-Match", tag);

		assertThat(other.status()).isEqualTo(412);
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.header("ETag")).isEqualTo("\"2-19\"");
		assertThat(purgeAt("bookings", Map.of("section", slot + "#0", "bookingId", booking)))
			.isEqualTo(Long.toString(Instant.parse("2034-11-01T23:22:00Z").getEpochSecond()));
	}

	@Test
	void sellsNoSeatsOfAnIncompletelyCanceledSlot() {
		String slot = this.one.schedule("Half-way", 20);
		Slots slots = this.one.bean(Slots.class);
		slots.cancel(slots.read(new SlotId(slot)).orElseThrow(), "Fire");

		assertThat(this.one.availTickets(slot)).isZero();
		assertThat(this.one.get("/v1/slots?name=Half-way").json().at("/items/0/availTickets").asInt()).isZero();
		assertThat(this.one.get("/v1/slots/" + slot + "/seats").json().get("availTickets").asInt()).isZero();
		assertThat(this.one.get("/v1/slots/" + slot + "/seats").json().at("/sections/0/availTickets").asInt()).isZero();
	}

	@Test
	void cancelsAllTicketsOfASlot() {
		String slot = this.one.schedule("Skyfall", 1200);
		List<String> tickets = Stream.of("Ann", "Ben", "Cid", "Dan", "Eve")
			.map((user) -> this.other.bookOne(slot, user))
			.toList();
		this.other.delete("/v1/tickets/" + tickets.getFirst());
		String hold = this.other.post("/v1/holds", """
				{"userName":"Gus","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot))
			.header("Location");

		ApiResponse answer = this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("availTickets").asInt()).isZero();
		assertThat(answer.json().get("cancelReason").asString()).isEqualTo("Fire");
		assertThat(this.other.get(URI.create(hold).getPath()).json().get("holdStatus").asString())
			.isEqualTo("Released");
		assertThat(this.other.book(slot, "Fay", 1).problem()).isEqualTo("slot-canceled");
		assertThat(this.other.book(slot, "Fay", 1).json().get("cancelReason").asString()).isEqualTo("Fire");
		for (String ticket : tickets.subList(1, 5)) {
			ApiResponse found = this.other.get("/v1/tickets/" + ticket);
			assertThat(found.json().get("ticketStatus").asString()).isEqualTo("Canceled");
			assertThat(found.json().get("cancelReason").asString()).isEqualTo("Fire");
			assertThat(this.other.delete("/v1/tickets/" + ticket).status()).isEqualTo(200);
		}
		assertThat(this.other.get("/v1/tickets/" + tickets.getFirst()).json().has("cancelReason")).isFalse();
		assertThat(this.one.getAsOperator("/v1/slots/" + slot + "/tickets?status=Booked").json().get("items").size())
			.isZero();
		assertThat(this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Flood\"}")
			.json()
			.get("cancelReason")
			.asString()).as("reason after the second cancellation").isEqualTo("Fire");
		assertThat(patch(slot, "{\"genre\":\"Drama\"}", "If-Match", "*").problem()).isEqualTo("slot-canceled");
		assertThat(this.one.get("/v1/slots?name=Skyfall&available=true").json().get("items").toString())
			.doesNotContain(slot);
	}

	@Test
	void answersConcurrentCancellationsOfASlotAlike() {
		String slot = this.one.schedule("Skyfall", 600);

		List<ApiResponse> answers = Concurrently.call(8, (i) -> ((i % 2 == 0) ? this.one : this.other)
			.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Reason %d\"}".formatted(i)));

		assertThat(answers).allMatch((answer) -> answer.status() == 200);
		assertThat(answers.stream().map((answer) -> answer.json().get("cancelReason").asString()).distinct())
			.hasSize(1);
	}

	@Test
	void changesASlotWhenTheFirstResponseOfDynamoDbIsLost() {
		String slot = this.one.schedule("Skyfall", 20);
		FaultyHttpClient connection = this.one.bean(FaultyHttpClient.class);

		connection.loseResponsesToPuts(1);
		ApiResponse changed = patch(slot, "{\"genre\":\"Drama\"}", "If-Match", tag(slot));
		connection.loseResponsesToPuts(1);
		ApiResponse canceled = this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.json().get("genre").asString()).isEqualTo("Drama");
		assertThat(canceled.status()).isEqualTo(200);
	}

	@Test
	void keepsBookingsWhenADelayedPutOfTheirSectionArrives() {
		RequestRecorder watch = this.one.bean(RequestRecorder.class);
		watch.clear();
		this.one.bean(FaultyHttpClient.class).loseResponsesToPuts(1);
		// One of 99 sections does not fit into a transaction with an idempotency record.
		ApiResponse scheduled = this.one.postAsOperator("/v1/slots", """
				{"slotName":"Late","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","capacity":49500}""", "Idempotency-Key", "late");
		String slot = scheduled.json().get("slotId").asString();
		PutItemRequest section = watch.requests()
			.stream()
			.filter(PutItemRequest.class::isInstance)
			.map(PutItemRequest.class::cast)
			.filter((put) -> put.tableName().endsWith("sections"))
			.findFirst()
			.orElseThrow();
		String lastSeat = """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["49500"]}""".formatted(slot);
		assertThat(this.other.post("/v1/tickets", lastSeat).status()).isEqualTo(201);

		assertThatExceptionOfType(ConditionalCheckFailedException.class)
			.isThrownBy(() -> this.one.bean(DynamoDbClient.class).putItem(section));

		assertThat(scheduled.status()).isEqualTo(201);
		assertThat(this.one.post("/v1/tickets", lastSeat).problem()).isEqualTo("seats-taken");
	}

	@Test
	void sellsNoSeatsOfASlotThatIsCanceledConcurrently() {
		String slot = this.one.schedule("Skyfall", 500);

		List<ApiResponse> answers = Concurrently.call(60,
				(i) -> (i == 30) ? this.one.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}")
						: ((i % 2 == 0) ? this.one : this.other).book(slot, "Customer " + i, 1));

		assertThat(answers.get(30).status()).isEqualTo(200);
		assertThat(this.other.book(slot, "Late", 1).problem()).isEqualTo("slot-canceled");
		answers.stream()
			.filter((answer) -> answer.status() == 201)
			.map((answer) -> this.other.get("/v1/tickets/" + answer.json().get(0).get("ticketId").asString()))
			.forEach((ticket) -> assertThat(ticket.json().get("ticketStatus").asString()).isEqualTo("Canceled"));
	}

	@Test
	void blocksAndUnblocksSeats() {
		String slot = this.one.schedule("Skyfall", 10);
		this.other.bookOne(slot, "Ann");
		String path = "/v1/slots/" + slot + "/seats";

		ApiResponse blocked = this.one.postAsOperator(path + "/block", "{\"seats\":[\"1\",\"2\",\"3\",\"3\"]}");

		assertThat(blocked.json().at("/sections/0/rows/0/seats").asString()).isEqualTo("x##.......");
		assertThat(this.other.availTickets(slot)).isEqualTo(7);
		assertThat(this.other.book(slot, "Ben", 1).json().get(0).get("seat").asString()).isEqualTo("4");
		assertThat(this.one.postAsOperator(path + "/unblock", "{\"seats\":[\"2\"]}").json().get("availTickets").asInt())
			.isEqualTo(7);
		assertThat(this.other.book(slot, "Ben", 1).json().get(0).get("seat").asString()).isEqualTo("2");
		assertThat(this.one.postAsOperator(path + "/block", "{\"seats\":[\"11\"]}").invalidFields())
			.containsExactly("seats");
		assertThat(this.one.postAsOperator(path + "/block", "{}").invalidFields()).containsExactly("seats");
	}

	@Test
	void blocksSeatsOfSeveralSections() {
		String slot = this.one.postAsOperator("/v1/slots", """
				{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","seatingPlan":{"sections":[
				{"name":"Stalls","rows":[{"row":"A-B","seats":3}]},{"name":"Balcony","rows":[{"row":"A","seats":2}]},
				{"name":"Box","rows":[{"row":"X","seats":2}]}]}}""").json().get("slotId").asString();
		String path = "/v1/slots/" + slot + "/seats";

		for (String seats : List.of("[\"B1\",\"X1\",\"Z1\",\"B9\"]", "[\"B1\",\"X1\",\"A1\"]")) {
			assertThat(this.one.postAsOperator(path + "/block", "{\"seats\":%s}".formatted(seats)).status())
				.isEqualTo(400);
		}
		assertThat(this.other.availTickets(slot)).as("seats after the refused requests").isEqualTo(10);
		assertThat(this.one.postAsOperator(path + "/block", "{\"seats\":[\"B1\",\"X1\",\"Z1\",\"B9\"]}")
			.json()
			.at("/errors/0")
			.toString()).contains("\"seats\"", "slot: Z1, B9");
		assertThat(this.one.postAsOperator(path + "/block", "{\"seats\":[\"B1\",\"X1\",\"A1\"]}")
			.json()
			.at("/errors/0")
			.toString()).contains("\"section\"", "the seats A1");

		ApiResponse blocked = this.one.postAsOperator(path + "/block", "{\"seats\":[\"b1\",\"X1\",\"B3\"]}");
		ApiResponse unblocked = this.other.postAsOperator(path + "/unblock", "{\"seats\":[\"X1\",\"B1\"]}");
		this.other.postAsOperator(path + "/block", "{\"seats\":[\"A1\",\"A2\"],\"section\":\"Balcony\"}");

		assertThat(blocked.json().get("availTickets").asInt()).isEqualTo(7);
		assertThat(blocked.json().at("/sections/0/rows/1/seats").asString()).isEqualTo("#.#");
		assertThat(blocked.json().at("/sections/2/rows/0/seats").asString()).isEqualTo("#.");
		assertThat(unblocked.json().get("availTickets").asInt()).isEqualTo(9);
		assertThat(this.one.get(path).json().at("/sections/1/rows/0/seats").asString()).isEqualTo("##");
		assertThat(this.one.availTickets(slot)).isEqualTo(7);
	}

	@Test
	void requiresTheOperator() {
		String path = "/v1/slots/" + this.one.schedule("Skyfall", 10);

		for (String action : List.of("/cancel", "/seats/block", "/seats/unblock")) {
			assertThat(this.one.post(path + action, "{}").status()).as(action).isEqualTo(401);
		}
		assertThat(this.one.send(this.one.request(path).method("PATCH", BodyPublishers.ofString("{}"))).status())
			.isEqualTo(401);
	}

}
