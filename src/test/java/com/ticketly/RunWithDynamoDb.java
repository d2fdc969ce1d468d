package com.ticketly;

import java.util.Map;

import com.ticketly.dynamodb.LocalDynamoDb;

/**
 * Runs a command with a DynamoDB Local of its own and the JDK that it runs on itself, and
 * ends as the command does.
 */
final class RunWithDynamoDb {

	private RunWithDynamoDb() {
	}

	public static void main(String[] command) throws Exception {
		LocalDynamoDb.disableLogging();
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			ProcessBuilder process = new ProcessBuilder(command).inheritIO();
			process.environment()
				.putAll(Map.of("TICKETLY_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString(), "AWS_ACCESS_KEY_ID",
						"local", "AWS_SECRET_ACCESS_KEY", "local", "JAVA_HOME", System.getProperty("java.home")));
			System.exit(process.start().waitFor());
		}
	}

}
