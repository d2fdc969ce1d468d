package com.ticketly.benchmark;

/**
 * The ways in which bookings are written.
 */
enum Mode {

	/**
	 * The service with group commit.
	 */
	GROUP("group commit"),

	/**
	 * The service with group commit, where each booking has an idempotency key.
	 */
	KEYED("group commit, keys"),

	/**
	 * The service with group commit, where slots have prices and a time of the sale.
	 */
	PRICED("group commit, prices"),

	/**
	 * The service with one booking per transaction.
	 */
	SINGLE("one a transaction"),

	/**
	 * {@link SdkBaseline} with groups as large as those of the service.
	 */
	BARE("bare SDK loop"),

	/**
	 * {@link SdkBaseline} with one booking per transaction.
	 */
	BARE_SINGLE("bare SDK loop, one");

	private final String label;

	Mode(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
