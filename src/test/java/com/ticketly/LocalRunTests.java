package com.ticketly;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import com.ticketly.dynamodb.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalRunTests {

	@Test
	void keepsBookingsAcrossARestart(@TempDir Path folder) {
		String ticket;
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.in(folder);
				TicketlyInstance ticketly = TicketlyInstance.builder()
					.with(dynamoDb.settings())
					.with("--ticketly.dynamodb.table-prefix=")
					.start()) {
			ticket = ticketly.bookOne(ticketly.schedule("Skyfall", 2), "Ann");
		}

		try (LocalDynamoDb dynamoDb = LocalDynamoDb.in(folder);
				TicketlyInstance ticketly = TicketlyInstance.builder()
					.with(dynamoDb.settings())
					.with("--ticketly.dynamodb.table-prefix=")
					.start()) {
			ApiResponse response = ticketly.get("/v1/tickets/" + ticket);

			assertThat(response.json().get("ticketStatus").asString()).isEqualTo("Booked");
			assertThat(ticketly.availTickets(response.json().get("ticketSlotId").asString())).isEqualTo(1);
			assertThat(ticketly.bookOne(response.json().get("ticketSlotId").asString(), "Ben")).isNotEqualTo(ticket);
		}
	}

	@Test
	void listensOnLoopbackOnly() throws Exception {
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			assertThat(List.of("localhost", "127.0.0.1")).contains(dynamoDb.endpoint().getHost());
			assertThat(InetAddress.getByName(dynamoDb.endpoint().getHost()).isLoopbackAddress()).isTrue();
		}
	}

}
