package com.ticketly.slot;

import java.util.Comparator;

/**
 * How well seats suit a party: the best come first. Each one will do where a worse one is
 * asked for.
 *
 * @param together how close together they are
 * @param accessible how many of them are accessible at most
 * @param pieces into how many pieces they split the party at most
 * @param alone how many people sit alone at most
 */
public record Fit(Together together, int accessible, int pieces, int alone) implements Comparable<Fit> {

	private static final int ANY = Integer.MAX_VALUE;

	/**
	 * Side by side, and none of them accessible: nothing is better.
	 */
	public static final Fit SIDE_BY_SIDE = new Fit(Together.SIDE_BY_SIDE, 0, ANY, ANY);

	/**
	 * Side by side.
	 */
	public static final Fit SIDE_BY_SIDE_ACCESSIBLE = new Fit(Together.SIDE_BY_SIDE, ANY, ANY, ANY);

	/**
	 * In one row.
	 */
	public static final Fit ONE_ROW_ACCESSIBLE = new Fit(Together.ONE_ROW, ANY, ANY, ANY);

	/**
	 * Anywhere.
	 */
	public static final Fit ANYWHERE_ACCESSIBLE = new Fit(Together.ANYWHERE, ANY, ANY, ANY);

	private static final Comparator<Fit> ORDER = Comparator.comparing(Fit::together)
		.thenComparingInt(Fit::accessible)
		.thenComparingInt(Fit::pieces)
		.thenComparingInt(Fit::alone);

	@Override
	public int compareTo(Fit other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns whether these will do where others are asked for.
	 */
	public boolean suits(Fit asked) {
		return compareTo(asked) <= 0;
	}

	/**
	 * How close together seats are.
	 */
	enum Together {

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
