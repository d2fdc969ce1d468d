package com.ticketly.seating;

import java.util.Comparator;

/**
 * The quality of seats for a party, ordered from best to worst. The constants whose names
 * end in {@code ACCESSIBLE} allow any number of accessible seats.
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
	 * The highest quality: no seat is accessible.
	 */
	public static final SeatQuality SIDE_BY_SIDE = new SeatQuality(Adjacency.SIDE_BY_SIDE, 0, ANY, ANY);

	public static final SeatQuality SIDE_BY_SIDE_ACCESSIBLE = new SeatQuality(Adjacency.SIDE_BY_SIDE, ANY, ANY, ANY);

	public static final SeatQuality ONE_ROW_ACCESSIBLE = new SeatQuality(Adjacency.ONE_ROW, ANY, ANY, ANY);

	/**
	 * The lowest quality.
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
	 * How close together seats are, ordered from best to worst: in one row without a gap,
	 * in one row, or in several rows.
	 */
	enum Adjacency {

		SIDE_BY_SIDE, ONE_ROW, ANYWHERE

	}

}
