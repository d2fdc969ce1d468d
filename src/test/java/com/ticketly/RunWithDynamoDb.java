package com.ticketly;

import java.util.Map;

import com.ticketly.dynamodb.LocalDynamoDb;

/**
 * Starts DynamoDB Local, runs a command against it, and exits with the command's exit
 * code. The environment of the command holds the endpoint, credentials, and the
 * {@code JAVA_HOME} of this JVM.
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
