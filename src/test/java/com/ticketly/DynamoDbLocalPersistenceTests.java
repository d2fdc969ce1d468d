package com.ticketly;

class DynamoDbLocalPersistenceTests extends PersistenceTests {

	@Override
	TicketlyInstance start() {
		return TicketlyInstance.start();
	}

}
