package com.ticketly.hall;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * When a slot occupies a hall.
 *
 * @param slot the id of the slot
 * @param from when it starts
 * @param until when the hall is cleared after it; the next slot may start then
 */
public record Occupancy(String slot, Instant from, Instant until) {

	private static final char SEPARATOR = '-';

	/**
	 * Returns whether the hall cannot be occupied by both slots.
	 */
	public boolean overlaps(Occupancy other) {
		return !this.slot.equals(other.slot) && this.from.isBefore(other.until) && other.from.isBefore(this.until);
	}

	/**
	 * Returns the months in which it is, by UTC.
	 */
	public Stream<YearMonth> months() {
		YearMonth last = month(this.until.minusSeconds(1));
		return Stream.iterate(month(this.from), (month) -> !month.isAfter(last), (month) -> month.plusMonths(1));
	}

	private static YearMonth month(Instant time) {
		return YearMonth.from(time.atOffset(ZoneOffset.UTC));
	}

	static Occupancy parse(String slot, String times) {
		int separator = times.indexOf(SEPARATOR);
		return new Occupancy(slot, Instant.ofEpochSecond(Long.parseLong(times.substring(0, separator))),
				Instant.ofEpochSecond(Long.parseLong(times.substring(separator + 1))));
	}

	/**
	 * Returns the times in seconds since 1970.
	 */
	String times() {
		return "%d%c%d".formatted(this.from.getEpochSecond(), SEPARATOR, this.until.getEpochSecond());
	}

}
