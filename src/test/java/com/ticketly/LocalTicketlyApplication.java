package com.ticketly;

import java.nio.file.Path;
import java.util.stream.Stream;

import com.ticketly.dynamodb.LocalDynamoDb;

import org.springframework.boot.SpringApplication;

/**
 * Starts Ticketly with DynamoDB Local, which stores its tables in the folder
 * {@code .ticketly} of the working directory.
 */
public final class LocalTicketlyApplication {

	private LocalTicketlyApplication() {
	}

	public static void main(String[] args) {
		LocalDynamoDb dynamoDb = LocalDynamoDb.in(Path.of(".ticketly"));
		// Shutdown handlers run after the application context is closed, so pending
		// writes still reach the database.
		SpringApplication.getShutdownHandlers().add(dynamoDb::close);
		SpringApplication.from(TicketlyApplication::main)
			.with(LocalRunConfiguration.class)
			.withAdditionalProfiles("local")
			.run(Stream.concat(Stream.of(dynamoDb.settings()), Stream.of(args)).toArray(String[]::new));
	}

}
