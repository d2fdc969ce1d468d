package com.ticketly;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Skipped where there is no Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackPersistenceTests extends PersistenceTests {

	/**
	 * The last version that needs no token.
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
