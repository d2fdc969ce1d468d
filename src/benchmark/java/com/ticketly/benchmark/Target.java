package com.ticketly.benchmark;

/**
 * A figure to reach.
 *
 * @param name what is measured
 * @param bound the figure
 * @param atMost whether less is better
 * @param measured what it was
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
