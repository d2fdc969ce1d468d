package com.ticketly.exchange;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.api.FareView;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a file.
 *
 * @param startTime the start of its slot
 * @param section the name of the section; absent if it has none
 * @param bookedAt when it was booked
 * @param fare what it costs; absent if its slot had no prices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportedTicket(String ticketId, String bookingId, String slotId, ZonedTime startTime, @Nullable String section,
		String seat, TicketStatus ticketStatus, Instant bookedAt, @Nullable String cancelReason,
		@JsonUnwrapped Customer customer, @Nullable FareView fare) {

	static final List<String> COLUMNS = List.of("ticketId", "bookingId", "slotId", "startTime", "section", "seat",
			"ticketStatus", "bookedAt", "cancelReason", "userId", "userName", "phoneNumber", "fare.amount",
			"fare.currency", "fare.category", "fare.concession");

	/**
	 * Returns a ticket of a slot.
	 * @param user its customer, null if the reader may not read customers
	 */
	static ExportedTicket of(TicketDetails details, Slot slot, @Nullable User user) {
		Booking booking = details.booking();
		Ticket ticket = details.ticket();
		return new ExportedTicket(ticket.id().value(), BookingReference.of(booking).toString(), slot.id().value(),
				ZonedTime.of(slot.showing().start(), slot.showing()),
				booking.sectionName().isEmpty() ? null : booking.sectionName(), ticket.seat().name(), ticket.status(),
				booking.id().bookedAt(), ticket.reason(), new Customer(booking.user().value(),
						(user != null) ? user.name() : null, (user != null) ? user.phone().e164() : null),
				FareView.of(ticket.fare()));
	}

	/**
	 * The customer.
	 *
	 * @param userName the name; absent if the reader may not read customers
	 * @param phoneNumber the phone number; absent if the reader may not read customers
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Customer(String userId, @Nullable String userName, @Nullable String phoneNumber) {
	}

}
