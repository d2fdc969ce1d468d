package com.ticketly.benchmark;

/**
 * How bookings are written.
 */
enum Mode {

	GROUP("group commit"), SINGLE("one a transaction"), BARE("bare SDK loop"), BARE_SINGLE("bare SDK loop, one");

	private final String label;

	Mode(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
