package com.ticketly.benchmark;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A pool of recurring customers, whom the service has registered and cached.
 */
final class Customers {

	static final int COUNT = 2000;

	private Customers() {
	}

	/**
	 * Returns the body of a booking request.
	 */
	static String bookingJson(int customer, String slotId, int tickets) {
		return "{\"userName\":\"Customer " + customer + "\",\"phoneNumber\":\"" + (9653800000L + customer)
				+ "\",\"slotId\":\"" + slotId + "\",\"numTickets\":" + tickets + "}";
	}

	/**
	 * Returns the number of a random customer.
	 */
	static int randomCustomer() {
		return ThreadLocalRandom.current().nextInt(Integer.getInteger("benchmark.customers", COUNT));
	}

	/**
	 * Returns a random number of tickets, from 1 to 4 unless the simulation sets another
	 * maximum.
	 */
	static int randomTicketCount() {
		return 1 + ThreadLocalRandom.current().nextInt(Integer.getInteger("benchmark.tickets", 4));
	}

}
