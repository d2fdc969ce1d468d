package com.ticketly.warmup;

import java.util.List;

import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the rehearsal before an instance is ready.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	private static final String[] WARM_UP = { "--ticketly.warm-up.time=1m", "--ticketly.warm-up.bookings=300",
			"--logging.threshold.console=info" };

	@Test
	void sellsTicketsWithoutATrace(CapturedOutput output) {
		try (TicketlyInstance instance = TicketlyInstance.builder().with(WARM_UP).start()) {
			DynamoDbClient dynamoDb = instance.bean(DynamoDbClient.class);

			assertThat(output).containsPattern("Warmed up with 3\\d\\d bookings")
				.doesNotContain("/v1/tickets", "Graceful");
			assertThat(instance.getAsOperator("/actuator/prometheus").response().body())
				.containsPattern("(?m)^ticketly_bookings_total 0.0$")
				.doesNotContain("/v1/tickets");
			assertThat(List.of("slots", "sections", "bookings", "users")).allSatisfy((table) -> assertThat(
					dynamoDb.describeTable((request) -> request.tableName(instance.tablePrefix() + table))
						.table()
						.itemCount())
				.isZero());
		}
	}

	@Test
	void logsRequestsAndSellsTicketsAfterwards(CapturedOutput output) {
		try (TicketlyInstance instance = TicketlyInstance.builder().with(WARM_UP).start()) {
			String slot = instance.schedule("Skyfall", 100);

			assertThat(instance.book(slot, "Ann", 2).status()).isEqualTo(201);
			assertThat(output).contains("POST /v1/tickets 201");
		}
	}

	@Test
	void startsColdByDefault(CapturedOutput output) {
		try (TicketlyInstance instance = TicketlyInstance.builder().with("--logging.threshold.console=info").start()) {
			assertThat(instance.hasBean(WarmUp.class)).isFalse();
			assertThat(output).doesNotContain("Warmed up");
		}
	}

}
