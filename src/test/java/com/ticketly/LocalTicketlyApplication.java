package com.ticketly;

import java.nio.file.Path;
import java.util.stream.Stream;

import com.ticketly.dynamodb.LocalDynamoDb;

import org.springframework.boot.SpringApplication;

/**
 * Starts Ticketly on a DynamoDB Local that keeps its tables in a folder of the checkout.
 */
public final class LocalTicketlyApplication {

	private LocalTicketlyApplication() {
	}

	public static void main(String[] args) {
		LocalDynamoDb dynamoDb = LocalDynamoDb.in(Path.of(".ticketly"));
		// Handlers run when the application is closed, so that it can finish its writes.
		SpringApplication.getShutdownHandlers().add(dynamoDb::close);
		SpringApplication.from(TicketlyApplication::main)
			.with(LocalRunConfiguration.class)
			.withAdditionalProfiles("local")
			.run(Stream.concat(Stream.of(dynamoDb.settings()), Stream.of(args)).toArray(String[]::new));
	}

}
