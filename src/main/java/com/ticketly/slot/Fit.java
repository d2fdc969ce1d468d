package com.ticketly.slot;

/**
 * How well seats suit a party, the best first. Each one will do where a worse one is
 * asked for.
 */
public enum Fit {

	/**
	 * Side by side, and none of them accessible.
	 */
	SIDE_BY_SIDE,

	/**
	 * Side by side.
	 */
	SIDE_BY_SIDE_ACCESSIBLE,

	/**
	 * In one row, and none of them accessible.
	 */
	ONE_ROW,

	/**
	 * In one row.
	 */
	ONE_ROW_ACCESSIBLE,

	/**
	 * Anywhere, and none of them accessible.
	 */
	ANYWHERE,

	/**
	 * Anywhere.
	 */
	ANYWHERE_ACCESSIBLE

}
