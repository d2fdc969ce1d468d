package com.ticketly.benchmark;

import java.util.List;

import com.ticketly.dynamodb.LocalDynamoDb;

/**
 * DynamoDB Local in memory, until its input ends.
 */
final class DynamoDbServer {

	static final String READY = "DynamoDB answers at ";

	/**
	 * What its JVM needs.
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
