package com.ticketly.benchmark;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A pool of customers who come again and again, so that the service knows them.
 */
final class Customers {

	static final int COUNT = 2000;

	private Customers() {
	}

	/**
	 * Returns the body of a customer's booking.
	 */
	static String order(int customer, String slotId, int tickets) {
		return "{\"userName\":\"Customer " + customer + "\",\"phoneNumber\":\"" + (9653800000L + customer)
				+ "\",\"slotId\":\"" + slotId + "\",\"numTickets\":" + tickets + "}";
	}

	static int any() {
		return ThreadLocalRandom.current().nextInt(Integer.getInteger("benchmark.customers", COUNT));
	}

	/**
	 * Returns how many tickets a customer wants: 1 to 4.
	 */
	static int tickets() {
		return 1 + ThreadLocalRandom.current().nextInt(4);
	}

}
