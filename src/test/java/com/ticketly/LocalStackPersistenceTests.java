package com.ticketly;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Tests the tables on LocalStack. Skipped if Docker is not available.
 */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackPersistenceTests extends PersistenceTests {

	/**
	 * The last version that runs without an authentication token.
	 */
	private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

	@Container
	private static final LocalStackContainer localStack = new LocalStackContainer(IMAGE).withServices("dynamodb");

	@Override
	TicketlyInstance start() {
		return TicketlyInstance.builder()
			.with("--ticketly.dynamodb.endpoint=" + localStack.getEndpoint(),
					"--ticketly.dynamodb.region=" + localStack.getRegion())
			.start();
	}

}
