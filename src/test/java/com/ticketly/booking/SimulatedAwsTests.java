package com.ticketly.booking;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.AwsBehavior;
import com.ticketly.dynamodb.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests three instances that share one database with the latency, throughput limits and
 * transaction conflicts of AWS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedAwsTests {

	private static final int INSTANCES = 3;

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(AwsBehavior.typical());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.dynamoDb.settings())
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
		String slot = instance(0).schedule("Skyfall", 200);

		List<ApiResponse> responses = Concurrently.call(300, (i) -> instance(i).book(slot, "Customer " + i % 5, 1));

		assertThat(responses).extracting(ApiResponse::status).containsOnly(201, 409);
		assertThat(responses.stream().filter((response) -> response.status() == 201)).hasSize(200);
		assertThat(responses.stream().filter((response) -> response.status() == 409))
			.allMatch((response) -> response.problem().equals("sold-out"));
		assertThat(SeatAudit.bookedTickets(instance(1), slot)).hasSize(200);
		assertThat(instance(2).availTickets(slot)).isZero();
	}

	@Test
	void keepsSeatsConsistentWhileInstancesCancelAndReschedule() {
		String slot = instance(0).schedule("Skyfall", 150);
		String another = instance(0).schedule("Spectre", 150);
		List<String> early = Concurrently.call(30, (i) -> instance(i).bookOne(slot, "Early"));

		List<ApiResponse> responses = Concurrently.call(90, (i) -> {
			if (i < 15) {
				return instance(i).delete("/v1/tickets/" + early.get(i));
			}
			return (i < 30) ? instance(i).post("/v1/tickets/" + early.get(i) + "/reschedule", """
					{"slotId":"%s"}""".formatted(another))
					: instance(i).book((i % 2 == 0) ? slot : another, "Customer " + i % 5, 1);
		});

		assertThat(responses.subList(0, 15)).extracting(ApiResponse::status).containsOnly(200);
		assertThat(responses.subList(15, 90)).extracting(ApiResponse::status).containsOnly(201);
		assertThat(SeatAudit.bookedTickets(instance(1), slot)).hasSize(30);
		assertThat(SeatAudit.bookedTickets(instance(2), another)).hasSize(45);
	}

	@Test
	void letsEveryInstanceSellItsShareOfASection() {
		String slot = instance(0).schedule("Skyfall", 500);
		AtomicInteger left = new AtomicInteger(450);

		// Each caller books repeatedly until 450 tickets are sold in all.
		List<Integer> sold = Concurrently.call(30, (i) -> {
			int count = 0;
			while (left.getAndDecrement() > 0) {
				assertThat(instance(i).book(slot, "Ann", 1).status()).isEqualTo(201);
				count++;
			}
			return count;
		});

		assertThat(SeatAudit.bookedTickets(instance(0), slot)).hasSize(450);
		// Shares vary, from 60 to 290 in ten runs. An instance that loses each time sells
		// nothing.
		for (int instance = 0; instance < INSTANCES; instance++) {
			int one = instance;
			assertThat(IntStream.range(0, 30).filter((i) -> i % INSTANCES == one).map(sold::get).sum())
				.isGreaterThan(10);
		}
	}

}
