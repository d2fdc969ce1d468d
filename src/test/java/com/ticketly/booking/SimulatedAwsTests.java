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
 * What holds where calls take time, transactions conflict and partitions have limits, on
 * three instances of one database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedAwsTests {

	private static final int INSTANCES = 3;

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(AwsBehavior.typical());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.dynamoDb.settings())
		// However slow the machine is, only DynamoDB may be the reason for a refusal.
		.with("--ticketly.sales.deadline=1m", "--ticketly.dynamodb.attempt-timeout=20s",
				"--ticketly.dynamodb.call-timeout=1m");

	private final List<TicketlyInstance> instances = Stream.generate(this.builder::start).limit(INSTANCES).toList();

	@AfterAll
	void stop() {
		this.instances.forEach(TicketlyInstance::close);
		this.dynamoDb.close();
	}

	private TicketlyInstance any(int i) {
		return this.instances.get(i % INSTANCES);
	}

	@Test
	void sellsASectionOutFromAllInstances() {
		String slot = any(0).schedule("Skyfall", 200);

		List<ApiResponse> answers = Concurrently.call(300, (i) -> any(i).book(slot, "Customer " + i % 5, 1));

		assertThat(answers).extracting(ApiResponse::status).containsOnly(201, 409);
		assertThat(answers.stream().filter((answer) -> answer.status() == 201)).hasSize(200);
		assertThat(answers.stream().filter((answer) -> answer.status() == 409))
			.allMatch((answer) -> answer.problem().equals("sold-out"));
		assertThat(SeatAudit.bookedTickets(any(1), slot)).hasSize(200);
		assertThat(any(2).availTickets(slot)).isZero();
	}

	@Test
	void staysExactWhileTicketsAreCanceledAndMovedOnAllInstances() {
		String slot = any(0).schedule("Skyfall", 150);
		String another = any(0).schedule("Spectre", 150);
		List<String> early = Concurrently.call(30, (i) -> any(i).bookOne(slot, "Early"));

		List<ApiResponse> answers = Concurrently.call(90, (i) -> {
			if (i < 15) {
				return any(i).delete("/v1/tickets/" + early.get(i));
			}
			return (i < 30) ? any(i).post("/v1/tickets/" + early.get(i) + "/reschedule", """
					{"slotId":"%s"}""".formatted(another))
					: any(i).book((i % 2 == 0) ? slot : another, "Customer " + i % 5, 1);
		});

		assertThat(answers.subList(0, 15)).extracting(ApiResponse::status).containsOnly(200);
		assertThat(answers.subList(15, 90)).extracting(ApiResponse::status).containsOnly(201);
		assertThat(SeatAudit.bookedTickets(any(1), slot)).hasSize(30);
		assertThat(SeatAudit.bookedTickets(any(2), another)).hasSize(45);
	}

	@Test
	void letsEveryInstanceSellFromOneSection() {
		String slot = any(0).schedule("Skyfall", 500);
		AtomicInteger left = new AtomicInteger(450);

		// Whoever is answered comes again, until all have sold 450 together.
		List<Integer> sold = Concurrently.call(30, (i) -> {
			int mine = 0;
			while (left.getAndDecrement() > 0) {
				assertThat(any(i).book(slot, "Ann", 1).status()).isEqualTo(201);
				mine++;
			}
			return mine;
		});

		assertThat(SeatAudit.bookedTickets(any(0), slot)).hasSize(450);
		for (int instance = 0; instance < INSTANCES; instance++) {
			int one = instance;
			assertThat(IntStream.range(0, 30).filter((i) -> i % INSTANCES == one).map(sold::get).sum())
				.isGreaterThan(30);
		}
	}

}
