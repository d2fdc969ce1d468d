package com.ticketly.hall;

/**
 * Identifies one version of a hall.
 *
 * @param hall the hall
 * @param number the number of the version, from 1
 */
public record HallVersion(HallId hall, long number) {

	private static final char SEPARATOR = '#';

	/**
	 * Reads what {@link #toString()} returns.
	 */
	public static HallVersion parse(String text) {
		int separator = text.indexOf(SEPARATOR);
		return new HallVersion(new HallId(text.substring(0, separator)), Long.parseLong(text.substring(separator + 1)));
	}

	@Override
	public String toString() {
		return this.hall.value() + SEPARATOR + this.number;
	}

}
