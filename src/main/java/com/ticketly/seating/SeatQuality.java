package com.ticketly.seating;

import java.util.Comparator;

/**
 * How well seats suit a party: the best come first. Each one will do where a worse one is
 * asked for.
 *
 * @param adjacency how close together they are
 * @param accessible how many of them are accessible at most
 * @param pieces into how many pieces they split the party at most
 * @param alone how many people sit alone at most
 */
public record SeatQuality(Adjacency adjacency, int accessible, int pieces,
		int alone) implements Comparable<SeatQuality> {

	private static final int ANY = Integer.MAX_VALUE;

	/**
	 * Side by side, and none of them accessible: nothing is better.
	 */
	public static final SeatQuality SIDE_BY_SIDE = new SeatQuality(Adjacency.SIDE_BY_SIDE, 0, ANY, ANY);

	/**
	 * Side by side.
	 */
	public static final SeatQuality SIDE_BY_SIDE_ACCESSIBLE = new SeatQuality(Adjacency.SIDE_BY_SIDE, ANY, ANY, ANY);

	/**
	 * In one row.
	 */
	public static final SeatQuality ONE_ROW_ACCESSIBLE = new SeatQuality(Adjacency.ONE_ROW, ANY, ANY, ANY);

	/**
	 * Anywhere.
	 */
	public static final SeatQuality ANYWHERE_ACCESSIBLE = new SeatQuality(Adjacency.ANYWHERE, ANY, ANY, ANY);

	private static final Comparator<SeatQuality> ORDER = Comparator.comparing(SeatQuality::adjacency)
		.thenComparingInt(SeatQuality::accessible)
		.thenComparingInt(SeatQuality::pieces)
		.thenComparingInt(SeatQuality::alone);

	@Override
	public int compareTo(SeatQuality other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns whether these will do where others are asked for.
	 */
	public boolean meets(SeatQuality asked) {
		return compareTo(asked) <= 0;
	}

	/**
	 * How close together seats are.
	 */
	enum Adjacency {

		/**
		 * Side by side.
		 */
		SIDE_BY_SIDE,

		/**
		 * In one row.
		 */
		ONE_ROW,

		/**
		 * Anywhere.
		 */
		ANYWHERE

	}

}
