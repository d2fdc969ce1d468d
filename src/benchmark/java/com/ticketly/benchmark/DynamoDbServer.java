package com.ticketly.benchmark;

import java.util.List;

import com.ticketly.dynamodb.LocalDynamoDb;

/**
 * Runs DynamoDB Local in memory until standard input is closed.
 */
final class DynamoDbServer {

	/**
	 * The line that the process prints when it is ready, followed by the endpoint.
	 */
	static final String READY = "DynamoDB Local listens at ";

	/**
	 * The JVM options of the process.
	 */
	static final List<String> OPTIONS = List.of("-Xmx4g", "--enable-native-access=ALL-UNNAMED");

	private DynamoDbServer() {
	}

	public static void main(String[] arguments) throws Exception {
		LocalDynamoDb.disableLogging();
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory()) {
			System.out.println(READY + dynamoDb.endpoint());
			System.in.transferTo(System.err);
		}
	}

}
