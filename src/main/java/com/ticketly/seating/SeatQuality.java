package com.ticketly.seating;

import java.util.Comparator;

/**
 * The quality of seats for a party, ordered from best to worst.
 *
 * @param adjacency how close together the seats are
 * @param accessible the number of accessible seats, at most
 * @param groups the number of groups of seats side by side, at most
 * @param singles the number of groups of one seat, at most
 */
public record SeatQuality(Adjacency adjacency, int accessible, int groups,
		int singles) implements Comparable<SeatQuality> {

	private static final int ANY = Integer.MAX_VALUE;

	/**
	 * Side by side without accessible seats: the highest quality.
	 */
	public static final SeatQuality SIDE_BY_SIDE = new SeatQuality(Adjacency.SIDE_BY_SIDE, 0, ANY, ANY);

	/**
	 * Side by side, with any number of accessible seats.
	 */
	public static final SeatQuality SIDE_BY_SIDE_ACCESSIBLE = new SeatQuality(Adjacency.SIDE_BY_SIDE, ANY, ANY, ANY);

	/**
	 * In one row, with any number of accessible seats.
	 */
	public static final SeatQuality ONE_ROW_ACCESSIBLE = new SeatQuality(Adjacency.ONE_ROW, ANY, ANY, ANY);

	/**
	 * Anywhere, with any number of accessible seats: the lowest quality.
	 */
	public static final SeatQuality ANYWHERE_ACCESSIBLE = new SeatQuality(Adjacency.ANYWHERE, ANY, ANY, ANY);

	private static final Comparator<SeatQuality> ORDER = Comparator.comparing(SeatQuality::adjacency)
		.thenComparingInt(SeatQuality::accessible)
		.thenComparingInt(SeatQuality::groups)
		.thenComparingInt(SeatQuality::singles);

	@Override
	public int compareTo(SeatQuality other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns whether this quality is at least a minimum quality.
	 */
	public boolean meets(SeatQuality minimum) {
		return compareTo(minimum) <= 0;
	}

	/**
	 * How close together seats are, ordered from best to worst.
	 */
	enum Adjacency {

		/**
		 * In one row, without a gap.
		 */
		SIDE_BY_SIDE,

		/**
		 * In one row.
		 */
		ONE_ROW,

		/**
		 * In several rows.
		 */
		ANYWHERE

	}

}
