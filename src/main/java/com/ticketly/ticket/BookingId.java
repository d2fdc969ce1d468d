package com.ticketly.ticket;

import java.time.Instant;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;

/**
 * The id of a booking: {@code BKG} and a <a href="https://github.com/ulid/spec">ULID</a>,
 * which contains the time of booking and 80 random bits.
 *
 * @param value the id in the tables
 */
public record BookingId(String value) {

	static final String PREFIX = "BKG";

	/**
	 * Creates a unique id for a booking made at a time.
	 */
	public static BookingId create(Instant now) {
		return new BookingId(PREFIX + UlidCreator.getUlid(now.toEpochMilli()));
	}

	/**
	 * Returns the lowest id of bookings made at a time or later.
	 */
	public static BookingId firstAt(Instant time) {
		return new BookingId(PREFIX + Ulid.min(time.toEpochMilli()));
	}

	/**
	 * Returns when the booking was made, in whole milliseconds.
	 */
	public Instant bookedAt() {
		return Ulid.from(ulid()).getInstant();
	}

	String ulid() {
		return this.value.substring(PREFIX.length());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
