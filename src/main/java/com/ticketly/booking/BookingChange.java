package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;

/**
 * A change of one booking, and of what its customer has of the slot.
 *
 * @param <T> what it answers when it is done
 */
interface BookingChange<T> extends Command<T> {

	/**
	 * Returns the booking as the caller read it.
	 */
	Booking read();

	/**
	 * Returns what the customer may have.
	 */
	Quota quota();

	@Override
	default List<SectionKey> sections() {
		return List.of(read().section());
	}

	@Override
	default int items() {
		return 1 + quota().items();
	}

}
