package com.ticketly.reliability.check;

/**
 * The use of a seat by a ticket or hold. Times are those of {@link System#nanoTime()}.
 *
 * @param what the ticket or hold
 * @param wasHeld whether it is a hold, or a ticket that was held first
 * @param possibleFrom when it may have begun
 * @param certainFrom when it had certainly begun
 * @param certainUntil until when it had certainly not ended
 * @param possibleUntil until when it may not have ended
 */
record Claim(String slot, String seat, String what, boolean wasHeld, long possibleFrom, long certainFrom,
		long certainUntil, long possibleUntil) {

	/**
	 * Returns whether the seat was certainly in use at every moment of a period.
	 */
	boolean isCertainIn(long start, long end) {
		return this.certainFrom <= start && this.certainUntil >= end;
	}

	/**
	 * Returns whether the seat may have been in use at some moment of a period.
	 */
	boolean isPossibleIn(long start, long end) {
		return this.possibleFrom <= end && this.possibleUntil >= start;
	}

	/**
	 * Returns whether both were certainly in use at the same moment.
	 */
	boolean overlaps(Claim other) {
		return Math.max(this.certainFrom, other.certainFrom) < Math.min(this.certainUntil, other.certainUntil);
	}

}
