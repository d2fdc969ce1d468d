package com.ticketly.reliability.check;

import java.time.Duration;
import java.util.List;

/**
 * Everything that is known about a round of the load.
 *
 * @param shows the slots that were on sale
 * @param operations the history, in the order of the answers
 * @param moves how the clock of the instances was moved
 * @param killed whether instances were killed, which cannot undo anything afterwards
 * @param tables what was stored at the end, when all faults were over
 * @param clock the time of the instances' clock at the end, in milliseconds since 1970
 */
public record Round(List<Show> shows, List<Operation> operations, List<ClockMove> moves, boolean killed, Tables tables,
		long clock) {

	/**
	 * How long tickets stay valid after the end of their slot.
	 */
	public static final Duration GRACE = Duration.ofHours(8);

	/**
	 * A slot as it was scheduled.
	 *
	 * @param end when its sale ends, in milliseconds since 1970
	 * @param seats the names of its seats
	 */
	public record Show(String id, long end, List<String> seats) {

		/**
		 * Returns whether two seats are in the same section. Each row of a slot with rows
		 * has one.
		 */
		public boolean isInSameSection(String seat, String other) {
			return Character.isDigit(seat.charAt(0)) || seat.charAt(0) == other.charAt(0);
		}

		/**
		 * Returns when its tickets expire, in milliseconds since 1970.
		 */
		public long expiresAt() {
			return this.end + GRACE.toMillis();
		}

	}

	/**
	 * A move of the clock.
	 *
	 * @param start when it began, by {@link System#nanoTime()}
	 * @param end when it was over
	 * @param to the time that the clock shows since, in milliseconds since 1970
	 */
	public record ClockMove(long start, long end, long to) {
	}

}
