package com.ticketly;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

import com.ticketly.dynamodb.LocalDynamoDb;

import org.springframework.boot.SpringApplication;

/**
 * Starts Ticketly with DynamoDB Local, which stores its tables in the folder
 * {@code .ticketly} of the working directory, next to the key of the codes of tickets.
 */
public final class LocalTicketlyApplication {

	private LocalTicketlyApplication() {
	}

	public static void main(String[] args) {
		Path folder = Path.of(".ticketly");
		LocalDynamoDb dynamoDb = LocalDynamoDb.in(folder);
		// Shutdown handlers run after the application context is closed, so pending
		// writes still reach the database.
		SpringApplication.getShutdownHandlers().add(dynamoDb::close);
		SpringApplication.from(TicketlyApplication::main)
			.with(LocalRunConfiguration.class)
			.withAdditionalProfiles("local")
			.run(Stream.of(Stream.of(dynamoDb.settings()), Stream.of(LocalTicketKeys.in(folder)), Stream.of(args))
				.flatMap(Function.identity())
				.toArray(String[]::new));
	}

}
