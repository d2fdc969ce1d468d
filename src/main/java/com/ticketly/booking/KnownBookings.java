package com.ticketly.booking;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;

/**
 * What a group knows of bookings: what its callers read, until that turns out to be old,
 * and what DynamoDB said since.
 */
final class KnownBookings {

	private final Map<BookingId, Optional<Booking>> learned = new HashMap<>();

	private final Function<Booking, Optional<Booking>> reader;

	private boolean trustsCallers = true;

	/**
	 * Begins without knowledge.
	 * @param reader reads again what a booking is
	 */
	KnownBookings(Function<Booking, Optional<Booking>> reader) {
		this.reader = reader;
	}

	/**
	 * Lets bookings be read that DynamoDB has not spoken of.
	 */
	void distrustCallers() {
		this.trustsCallers = false;
	}

	boolean trustsCallers() {
		return this.trustsCallers;
	}

	void learn(BookingId id, Optional<Booking> booking) {
		this.learned.put(id, booking);
	}

	Optional<Booking> find(Booking read) {
		if (this.trustsCallers && !this.learned.containsKey(read.id())) {
			return Optional.of(read);
		}
		return this.learned.computeIfAbsent(read.id(), (id) -> this.reader.apply(read));
	}

	Optional<Booking> find(BookingId id) {
		return this.learned.getOrDefault(id, Optional.empty());
	}

}
