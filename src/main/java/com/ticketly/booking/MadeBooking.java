package com.ticketly.booking;

import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.BookingId;

/**
 * Refers to a booking in an idempotency record.
 *
 * @param section the section
 * @param id the booking
 */
record MadeBooking(SectionKey section, BookingId id) {

	/**
	 * Reads the form that {@link #toString()} writes.
	 */
	static MadeBooking parse(String result) {
		int space = result.indexOf(' ');
		return new MadeBooking(SectionKey.parse(result.substring(0, space)),
				new BookingId(result.substring(space + 1)));
	}

	@Override
	public String toString() {
		return this.section + " " + this.id;
	}

}
