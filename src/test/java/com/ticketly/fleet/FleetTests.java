package com.ticketly.fleet;

import java.util.List;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.dynamodb.AwsBehavior;
import com.ticketly.dynamodb.LocalDynamoDb;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests three instances that know each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetTests {

	private static final int INSTANCES = 3;

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(AwsBehavior.typical());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.dynamoDb.settings())
		.asFleet()
		.withLongTimeouts();

	private final List<TicketlyInstance> instances = Stream.generate(this.builder::start).limit(INSTANCES).toList();

	@AfterAll
	void stop() {
		this.instances.forEach(TicketlyInstance::close);
		this.dynamoDb.close();
	}

	private TicketlyInstance instance(int i) {
		return this.instances.get(i % INSTANCES);
	}

	@Test
	void sellsOutASectionFromAllInstances() {
		String slot = instance(0).schedule("Skyfall", 400);

		List<ApiResponse> responses = Concurrently.call(600, (i) -> instance(i).book(slot, "Customer " + i % 50, 1));

		assertThat(responses).extracting(ApiResponse::status).containsOnly(201, 409);
		assertThat(responses.stream().filter((response) -> response.status() == 201)).hasSize(400);
		assertThat(SeatAudit.bookedTickets(instance(1), slot)).hasSize(400);
		assertThat(handedOver()).isGreaterThan(100);
	}

	@Test
	void sellsNamedSeatsFromAllInstances() {
		double before = handedOver();
		String slot = instance(0).postAsOperator("/v1/slots", """
				{"slotName":"Moonraker","slotDescription":"","startTime":"2030-11-01 12:22",
				"endTime":"2030-11-01 15:22","slotType":"Movie","genre":"Action","seatingPlan":{"sections":[
				{"name":"Stalls","rows":[{"row":"A","seats":30},{"row":"B","seats":30}]}]}}""")
			.json()
			.get("slotId")
			.asString();

		List<ApiResponse> responses = Concurrently.call(120, (i) -> instance(i).post("/v1/tickets", """
				{"userName":"Customer %d","phoneNumber":"9653864514","slotId":"%s","seats":["%s%d"]}""".formatted(i,
				slot, (i % 2 == 0) ? "A" : "B", 1 + i / 2 % 30)));

		assertThat(responses).extracting(ApiResponse::status).containsOnly(201, 409);
		assertThat(responses.stream().filter((response) -> response.status() == 201)).hasSize(60);
		assertThat(SeatAudit.bookedTickets(instance(1), slot)).hasSize(60);
		assertThat(handedOver()).isGreaterThan(before);
	}

	/**
	 * Returns how many commands instances have handed over to others.
	 */
	private double handedOver() {
		return this.instances.stream()
			.mapToDouble((instance) -> instance.bean(MeterRegistry.class)
				.find("ticketly.fleet.commands")
				.tag("kind", "handed-over")
				.counters()
				.stream()
				.mapToDouble(Counter::count)
				.sum())
			.sum();
	}

	@Test
	void transfersFromAllInstances() {
		String slot = instance(0).schedule("Goldfinger", 100);
		List<String> tickets = Concurrently.call(90, (i) -> instance(i).bookOne(slot, "Customer " + i % 30));
		double before = handedOver();

		List<ApiResponse> transferred = Concurrently.call(180,
				(i) -> instance(i).post("/v1/tickets/" + tickets.get(i / 2) + "/transfer",
						"{\"userName\":\"Eve %d\",\"phoneNumber\":\"9653864514\"}".formatted(i % 20)));

		assertThat(transferred).extracting(ApiResponse::status).containsOnly(201, 409);
		List<ApiResponse> done = transferred.stream().filter((response) -> response.status() == 201).toList();
		assertThat(done).hasSize(90);
		assertThat(SeatAudit.bookedTickets(instance(2), slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(
					done.stream().map((response) -> response.json().get("ticketId").asString()).toList());
		assertThat(handedOver()).isGreaterThan(before);
	}

	@Test
	void prolongsHoldsOnceFromAllInstances() {
		String slot = instance(0).schedule("Psycho", 300);
		double before = handedOver();
		List<String> holds = Concurrently.call(60,
				(i) -> instance(i)
					.post("/v1/holds",
							"""
									{"userName":"Holder","phoneNumber":"96538645%02d","slotId":"%s","numTickets":2}"""
								.formatted(i, slot))
					.json()
					.get("holdId")
					.asString());

		List<ApiResponse> prolonged = Concurrently.call(180,
				(i) -> instance(i).post("/v1/holds/" + holds.get(i / 3) + "/prolong"));

		assertThat(prolonged).extracting(ApiResponse::status).containsOnly(200, 409);
		assertThat(prolonged.stream().filter((response) -> response.status() == 200)).hasSize(60);
		assertThat(holds)
			.allSatisfy((hold) -> assertThat(instance(1).get("/v1/holds/" + hold).json().get("prolonged").asBoolean())
				.isTrue());
		assertThat(handedOver()).isGreaterThan(before);
	}

	@Test
	void booksHoldsConfirmsCancelsAndBlocksFromAllInstances() {
		String slot = instance(0).schedule("Spectre", 300);
		List<ApiResponse> contended = Concurrently.call(90, (i) -> instance(i).book(slot, "Customer " + i % 30, 1));
		assertThat(contended).extracting(ApiResponse::status).containsOnly(201);

		List<String> holds = Concurrently.call(30, (i) -> {
			ApiResponse hold = instance(i).post("/v1/holds", """
					{"userName":"Holder","phoneNumber":"96538645%02d","slotId":"%s","numTickets":2}""".formatted(i,
					slot));
			assertThat(hold.status()).isEqualTo(201);
			return hold.json().get("holdId").asString();
		});
		List<ApiResponse> ended = Concurrently.call(30,
				(i) -> (i % 2 == 0) ? instance(i + 1).post("/v1/holds/" + holds.get(i) + "/confirm")
						: instance(i + 1).delete("/v1/holds/" + holds.get(i)));
		List<ApiResponse> canceled = Concurrently.call(30,
				(i) -> instance(i).delete("/v1/tickets/" + contended.get(i).json().get(0).get("ticketId").asString()));
		ApiResponse held = instance(0).post("/v1/holds", """
				{"userName":"Holder","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(slot));
		List<ApiResponse> blocked = Concurrently.call(INSTANCES, (i) -> instance(i)
			.postAsOperator("/v1/slots/" + slot + "/seats/block", "{\"seats\":[\"%d\"]}".formatted(300 - i)));

		assertThat(ended).extracting(ApiResponse::status).containsOnly(201, 204);
		assertThat(canceled).extracting(ApiResponse::status).containsOnly(200);
		assertThat(held.status()).isEqualTo(201);
		assertThat(blocked).extracting(ApiResponse::status).containsOnly(200);
		assertThat(SeatAudit.bookedTickets(instance(2), slot)).hasSize(90 - 30 + 30);
		assertThat(instance(0).availTickets(slot)).isEqualTo(300 - 90 - 1 - INSTANCES);
	}

}
