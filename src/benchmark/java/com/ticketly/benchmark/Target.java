package com.ticketly.benchmark;

/**
 * A performance target and the value that was measured.
 *
 * @param name describes the value
 * @param bound the limit of the value
 * @param atMost whether the limit is an upper limit
 * @param measured the measured value
 */
record Target(String name, double bound, boolean atMost, double measured) {

	boolean met() {
		return this.atMost ? this.measured <= this.bound : this.measured >= this.bound;
	}

	@Override
	public String toString() {
		return "%-75s %s %5.2f   measured %7.3f   %s".formatted(this.name, this.atMost ? "at most " : "at least",
				this.bound, this.measured, met() ? "met" : "NOT MET");
	}

}
